import { ArgumentError } from "./arguments/argument-error.js";
import { optionKeys } from "./arguments/option-keys.js";
import type { PositionalArguments } from "./arguments/positional-arguments.js";
import { schemaItemExpected } from "./arguments/require-schema-items.js";
import { showArgument } from "./arguments/show-argument.js";
import { splitOptions } from "./arguments/split-options.js";
import { Column } from "./column.js";
import { isTypeBound } from "./constraints/check-constraint.js";
import { Constraint, type ConstraintOptions } from "./constraints/constraint.js";
import { ForeignKeyConstraint } from "./constraints/foreign-key-constraint.js";
import { PrimaryKeyConstraint } from "./constraints/primary-key-constraint.js";
import { UniqueConstraint } from "./constraints/unique-constraint.js";
import type { ColumnClause } from "./elements/column-clause.js";
import { type TableDialectOptions, tableDialectKeys } from "./keywords/table-dialect-options.js";
import { MetaData } from "./metadata.js";
import { conventionalName } from "./names/naming-convention.js";
import { type NameInput, QuotedName } from "./names/quoted-name.js";
import { dialectOptionsOf, type SchemaItemOptions } from "./schema-item.js";
import { type ColumnRecord, TableClause } from "./table-clause.js";
import { Index, type IndexOptions } from "./table-index.js";
import { typeCheck } from "./type-check.js";

/** Options of {@link Table}. */
export interface TableOptions extends SchemaItemOptions, TableDialectOptions {
  /** The schema that the table is in; by default the metadata's. */
  readonly schema?: string | null;
  /** Whether the name is quoted; by default where the dialect needs it. */
  readonly quote?: boolean | null;
  /** Whether the schema's name is quoted; by default where the dialect needs it. */
  readonly quoteSchema?: boolean | null;
  /** The COMMENT of the table, on databases that have them. */
  readonly comment?: string | null;
  /** Words between CREATE and TABLE, such as `TEMPORARY`. */
  readonly prefixes?: readonly string[];
  /** Change a table that the metadata already has: replace its columns and add new ones. */
  readonly extendExisting?: boolean;
  /** Return a table that the metadata already has, unchanged. */
  readonly keepExisting?: boolean;
  /**
   * Whether an INSERT of the application returns the generated key. It is kept for the models and changes no SQL here.
   */
  readonly implicitReturning?: boolean;
}

/** The names of {@link TableOptions}. */
export const tableOptionKeys = optionKeys<TableOptions>({
  schema: true,
  quote: true,
  quoteSchema: true,
  comment: true,
  prefixes: true,
  extendExisting: true,
  keepExisting: true,
  implicitReturning: true,
  info: true,
  ...tableDialectKeys.names,
});

/** A column, constraint or index of a table. */
export type TableItem<Names extends string = string> = Column<Names> | Constraint | Index;

/**
 * A table of a database.
 *
 * @throws {@link ArgumentError} when the metadata has a table of this name already.
 *
 * @example
 * ```ts
 * import { sa } from "alembic-ts";
 *
 * const metadata = sa.MetaData();
 * const account = sa.Table(
 *   "account",
 *   metadata,
 *   sa.Column("id", sa.Integer(), { primaryKey: true }),
 *   sa.Column("name", sa.String(50), { nullable: false }),
 *   sa.UniqueConstraint("name", { name: "uq_account_name" }),
 *   { comment: "who may log in" },
 * );
 * const grown = account.update().where(account.c.name.eq("ada")).values({ name: "Ada" });
 * ```
 */
export class Table<Names extends string = string> extends TableClause<Names> {
  static readonly positional: PositionalArguments = "any";
  override readonly kind = "schemaTable";
  readonly metadata: MetaData;
  readonly quoteSchema: boolean | null;
  comment: string | null;
  readonly prefixes: readonly string[];
  info: Readonly<Record<string, unknown>>;
  dialectOptions: Readonly<Record<string, unknown>>;
  #primaryKey: PrimaryKeyConstraint;
  #constraints: Constraint[] = [];
  #indexes: Index[] = [];

  constructor(name: NameInput, metadata: MetaData, ...args: readonly (TableItem<Names> | TableOptions)[]) {
    if (!(metadata instanceof MetaData)) {
      throw new ArgumentError(`Table() takes an sa.MetaData as its second argument, not ${showArgument(metadata)}`);
    }
    const { items, options } = splitOptions<TableItem, TableOptions>(args);
    const schema = options.schema === undefined ? metadata.schema : options.schema;
    const quoted = options.quote === undefined || typeof name !== "string" ? name : new QuotedName(name, options.quote);
    super(quoted, { schema });
    this.metadata = metadata;
    this.quoteSchema = options.quoteSchema ?? (options.schema === undefined ? metadata.quoteSchema : null);
    this.comment = options.comment ?? null;
    this.prefixes = options.prefixes ?? [];
    this.info = options.info ?? {};
    this.dialectOptions = dialectOptionsOf(options);
    this.#primaryKey = new PrimaryKeyConstraint({ isImplicit: true } as ConstraintOptions);
    this.#primaryKey.attachTo(this as Table);
    const existing = metadata.tables.get(this.key);
    if (existing !== undefined) {
      if (options.keepExisting === true || (items.length === 0 && options.extendExisting !== true)) {
        // SQLAlchemy's Table also returns the existing table from its constructor.
        // biome-ignore lint/correctness/noConstructorReturn: see above
        return existing as Table<Names>;
      }
      if (options.extendExisting !== true) {
        throw new ArgumentError(
          `Table '${this.key}' is already defined for this MetaData instance.  Specify 'extendExisting: true' to redefine options and columns on an existing Table object.`,
        );
      }
      for (const item of items) existing.append(item);
      // biome-ignore lint/correctness/noConstructorReturn: see above
      return existing as Table<Names>;
    }
    this.#build(items);
    metadata.add(this as Table);
  }

  /** The name by which the metadata finds it. */
  get key(): string {
    return this.fullname;
  }
  override get columns(): readonly Column[] {
    return super.columns as readonly Column[];
  }
  override get c(): ColumnRecord<Names, Column> {
    return super.c as ColumnRecord<Names, Column>;
  }
  override findColumn(key: string): Column | undefined {
    return super.findColumn(key) as Column | undefined;
  }
  override column(key: string): Column {
    return super.column(key) as Column;
  }
  get primaryKey(): PrimaryKeyConstraint {
    return this.#primaryKey;
  }
  /** All constraints, the primary key first, in the order in which SQL lists them. */
  get constraints(): readonly Constraint[] {
    return [this.#primaryKey, ...this.#constraints];
  }
  get foreignKeyConstraints(): readonly ForeignKeyConstraint[] {
    return this.#constraints.filter((one): one is ForeignKeyConstraint => one instanceof ForeignKeyConstraint);
  }
  get indexes(): readonly Index[] {
    return this.#indexes;
  }
  /** The column that numbers the rows by itself, or `null`. */
  get autoincrementColumn(): Column | null {
    return this.#primaryKey.autoincrementColumn;
  }

  /** Adds a column with its constraints and its index. */
  appendColumn(column: Column): void {
    const other = column.table;
    if (other !== null && other !== this) {
      throw new ArgumentError(`Column object '${column.name}' already assigned to Table '${other.name}'`);
    }
    this.addColumn(column);
    if (column.primaryKey) this.#primaryKey.addColumn(column);
    if (column.index === true) {
      const index = new Index(null, column.key, { unique: column.unique === true, columnFlag: true } as IndexOptions);
      this.appendIndex(index);
    } else if (column.unique === true) {
      this.appendConstraint(new UniqueConstraint(column.key, { columnFlag: true } as ConstraintOptions));
    }
    const check = typeCheck(column);
    if (check !== null) this.appendConstraint(check);
    for (const constraint of column.constraints) this.#name(constraint);
    for (const key of column.foreignKeys) {
      if (key.constraint !== null) continue;
      const { info: _info, ...options } = key.options;
      this.appendConstraint(new ForeignKeyConstraint([column], [key.colspec], { ...options, elements: [key] }));
    }
  }
  /** Adds a constraint. A primary key replaces the current one. */
  appendConstraint(constraint: Constraint): void {
    constraint.attachTo(this as Table);
    if (constraint instanceof PrimaryKeyConstraint) this.#primaryKey = constraint;
    else if (!this.#constraints.includes(constraint)) this.#constraints.push(constraint);
    this.#name(constraint);
  }
  /** Adds an index. */
  appendIndex(index: Index): void {
    index.attachTo(this as Table);
    if (!this.#indexes.includes(index)) this.#indexes.push(index);
  }
  /** Adds a column, constraint or index. */
  append(item: TableItem): void {
    if (item instanceof Column) this.appendColumn(item);
    else if (item instanceof Index) this.appendIndex(item);
    else this.appendConstraint(item);
  }
  /** Removes a constraint. */
  removeConstraint(constraint: Constraint): void {
    this.#constraints = this.#constraints.filter((one) => one !== constraint);
  }
  /** Removes an index. */
  removeIndex(index: Index): void {
    this.#indexes = this.#indexes.filter((one) => one !== index);
  }

  /**
   * Copies the table to other metadata.
   *
   * @param options - `schema` moves it to another schema, together with foreign keys to tables of its own schema;
   * `name` renames it.
   *
   */
  toMetadata(
    metadata: MetaData,
    options: { readonly schema?: string | null; readonly name?: string } = {},
  ): Table<Names> {
    const schema = options.schema === undefined ? this.schema : options.schema;
    const name = options.name ?? this.name;
    const existing = metadata.tables.get(schema === null ? name : `${schema}.${name}`);
    if (existing !== undefined) return existing as Table<Names>;
    const constraints = this.#constraints.filter((one) => !isMadeByColumn(one));
    const key = this.#primaryKey.isImplicit ? [] : [this.#primaryKey.copy()];
    const items: TableItem[] = [
      ...this.columns.map((column) => column.copy({ schema })),
      ...key,
      ...constraints.map((one) => (one instanceof ForeignKeyConstraint ? one.copy({ schema }) : one.copy())),
    ];
    const table = new Table(name, metadata, ...items, {
      schema,
      quote: this.quote,
      quoteSchema: this.quoteSchema,
      comment: this.comment,
      prefixes: this.prefixes,
      info: this.info,
      dialectOptions: this.dialectOptions,
    } as TableOptions);
    for (const index of [...this.#indexes]) if (!index.columnFlag) table.appendIndex(index.copy());
    return table as Table<Names>;
  }

  #build(items: readonly (TableItem | ColumnClause)[]): void {
    const isColumn = (item: unknown): item is Column => item instanceof Column;
    const given = items.filter((item): item is Constraint => item instanceof Constraint);
    for (const item of items) {
      if (!isColumn(item) && !(item instanceof Constraint) && !(item instanceof Index)) {
        throw schemaItemExpected(item);
      }
    }
    for (const column of items.filter(isColumn)) this.appendColumn(column);
    // In SQL, the constraints of the script come before those of the columns.
    const brought = this.#constraints;
    this.#constraints = [];
    for (const constraint of given) this.appendConstraint(constraint);
    this.#constraints.push(...brought);
    if (this.#primaryKey.isImplicit) this.#name(this.#primaryKey);
    for (const item of items) if (item instanceof Index) this.appendIndex(item);
  }

  #name(constraint: Constraint): void {
    // The CHECK of a type without a name gets one when it is written, because only then is it known whether it is
    // needed.
    if (constraint.nameIsFinal || (isTypeBound(constraint) && constraint.name === null)) return;
    if (constraint instanceof PrimaryKeyConstraint && constraint.columns.length === 0) return;
    if (!("columns" in constraint)) return;
    const named = constraint as Constraint & { readonly columns: readonly Column[] };
    const isUnnamedCheck = constraint.kind === "checkConstraint" && constraint.name === null;
    const convention = this.metadata.namingConvention["ck"];
    // A CHECK without a name stays unnamed where the convention needs its name.
    if (isUnnamedCheck && typeof convention === "string" && convention.includes("%(constraint_name)")) return;
    const name = conventionalName(named, this as Table);
    if (name === null) return;
    constraint.name = name;
    constraint.nameIsFinal = true;
  }
}

function isMadeByColumn(constraint: Constraint): boolean {
  if (constraint instanceof UniqueConstraint) return constraint.columnFlag;
  if (constraint instanceof ForeignKeyConstraint) return constraint.isFromColumn;
  return isTypeBound(constraint);
}

// The augmented module has a type of the same name as this class.
type TableClass = Table;

declare module "./schema-classes.js" {
  interface SchemaClasses {
    readonly table: TableClass;
  }
}
