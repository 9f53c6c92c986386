import { ArgumentError } from "./arguments/argument-error.js";
import { optionKeys } from "./arguments/option-keys.js";
import type { PositionalArguments } from "./arguments/positional-arguments.js";
import { schemaItemExpected } from "./arguments/require-schema-items.js";
import { showArgument } from "./arguments/show-argument.js";
import { splitOptions } from "./arguments/split-options.js";
import { Constraint } from "./constraints/constraint.js";
import { ForeignKey } from "./constraints/foreign-key.js";
import { Computed } from "./defaults/computed.js";
import { DefaultClause } from "./defaults/default-clause.js";
import { FetchedValue } from "./defaults/fetched-value.js";
import { Identity } from "./defaults/identity.js";
import { Sequence } from "./defaults/sequence.js";
import { ClauseElement } from "./elements/clause-element.js";
import { ColumnClause } from "./elements/column-clause.js";
import { type ColumnDialectOptions, columnDialectKeys } from "./keywords/column-dialect-options.js";
import { QuotedName } from "./names/quoted-name.js";
import type { Table } from "./schema-classes.js";
import { dialectOptionsOf, SchemaItem, type SchemaItemOptions } from "./schema-item.js";
import { NullType } from "./types/null-type.js";
import { type TypeClass, TypeEngine, type TypeInput } from "./types/type-engine.js";

/** A default that the application fills in; no CREATE TABLE has it. */
export type ColumnDefault = Sequence | { readonly kind: "scalar"; readonly arg: unknown };

/** The forms in which the DEFAULT of a column can be given. */
export type ServerDefaultInput = string | ClauseElement | FetchedValue | null;

/** Whether a column numbers rows: `"auto"` for the one integer column of a primary key. */
export type Autoincrement = boolean | "auto" | "ignore_fk";

/** Options of {@link Column}. */
export interface ColumnOptions extends SchemaItemOptions, ColumnDialectOptions {
  /** The name, where it is not the first argument. */
  readonly name?: string | QuotedName;
  /** The type, where it does not follow the name. */
  readonly type?: TypeInput;
  /** Whether NULL is allowed. By default it is, except in a primary key. */
  readonly nullable?: boolean;
  /** Whether it is part of the primary key; by default `false`. */
  readonly primaryKey?: boolean;
  /** The DEFAULT: text for a string literal, a clause for SQL. */
  readonly serverDefault?: ServerDefaultInput;
  /** Declares that the database itself sets a value in an UPDATE. It is kept for the models and changes no SQL. */
  readonly serverOnupdate?: FetchedValue | null;
  /**
   * The value of the column in inserted rows that omit it: a value, an expression, a sequence, or a function without
   * arguments. The column itself has no DEFAULT.
   */
  readonly default?: unknown;
  /** The same as `default`. */
  readonly insertDefault?: unknown;
  /** SQLAlchemy's option for bulk inserts. It is kept for the models and changes no SQL. */
  readonly insertSentinel?: boolean;
  /** The value that an UPDATE sets if it omits the column, in the same forms. */
  readonly onupdate?: unknown;
  /** Adds a UNIQUE constraint on this column, or makes its index unique. */
  readonly unique?: boolean | null;
  /** Adds an index of this column. */
  readonly index?: boolean | null;
  /** Whether the column numbers rows; by default `"auto"`, the one integer column of a primary key. */
  readonly autoincrement?: Autoincrement;
  /** The COMMENT of the column, on databases that have them. */
  readonly comment?: string | null;
  /** The key of the column in `table.c`. By default it is the column's name. */
  readonly key?: string;
  /** Whether the name is quoted; by default where the dialect needs it. */
  readonly quote?: boolean | null;
  /** A column that the database has by itself, and that is in no CREATE TABLE. */
  readonly system?: boolean;
  /** A note of the application; no SQL has it. */
  readonly doc?: string | null;
}

/** The names of {@link ColumnOptions}. */
export const columnOptionKeys = optionKeys<ColumnOptions>({
  name: true,
  type: true,
  nullable: true,
  primaryKey: true,
  serverDefault: true,
  serverOnupdate: true,
  default: true,
  insertDefault: true,
  insertSentinel: true,
  onupdate: true,
  unique: true,
  index: true,
  autoincrement: true,
  comment: true,
  key: true,
  quote: true,
  system: true,
  doc: true,
  info: true,
  ...columnDialectKeys.names,
});

/** What can follow the name of a column before its options. */
export type ColumnItem = TypeEngine | TypeClass | ForeignKey | Constraint | FetchedValue | Sequence;

/** Arguments of {@link Column} after its name: type, items, then options. */
export type ColumnArguments = ColumnItem[] | [...items: ColumnItem[], options: ColumnOptions];

/** Options of {@link Column} where its name is one of them. */
export type NamedColumnOptions<Name extends string = string> = ColumnOptions & { readonly name: Name | QuotedName };

/** Arguments of {@link Column} where its name is an option. */
export type NamedColumnArguments<Name extends string = string> = [
  ...items: ColumnItem[],
  options: NamedColumnOptions<Name>,
];

/**
 * A column of a table.
 *
 * @throws {@link ArgumentError} when it is given two types, or defaults that exclude each other.
 *
 * @example
 * ```ts
 * import { sa } from "alembic-ts";
 *
 * const name = sa.Column("name", sa.String(50), { nullable: false, serverDefault: "unknown" });
 * const owner = sa.Column("owner_id", sa.Integer(), sa.ForeignKey("account.id"));
 * ```
 */
export class Column<Name extends string = string> extends ColumnClause<Name> {
  static readonly positional: PositionalArguments = "any";
  override readonly kind = "schemaColumn";
  nullable: boolean;
  primaryKey: boolean;
  serverDefault: FetchedValue | null;
  serverOnupdate: FetchedValue | null;
  default: ColumnDefault | null;
  onupdate: unknown;
  unique: boolean | null;
  index: boolean | null;
  autoincrement: Autoincrement;
  comment: string | null;
  computed: Computed | null = null;
  identity: Identity | null = null;
  readonly system: boolean;
  readonly doc: string | null;
  info: Readonly<Record<string, unknown>>;
  dialectOptions: Readonly<Record<string, unknown>>;
  /** CHECK constraints that are written after the column and not with the table. */
  readonly constraints: readonly Constraint[];
  /** Whether the `nullable` option was given. */
  readonly nullableGiven: boolean;
  #key: string;
  #foreignKeys: ForeignKey[];
  readonly #options: ColumnOptions;

  constructor(name: Name | QuotedName, ...args: ColumnArguments);
  constructor(...args: NamedColumnArguments<Name>);
  constructor(...args: readonly unknown[]) {
    const [first] = args;
    const isNamed = typeof first === "string" || first instanceof QuotedName;
    const { items, options } = splitOptions<ColumnItem, ColumnOptions>(isNamed ? args.slice(1) : args);
    if (isNamed && options.name !== undefined)
      throw new ArgumentError("May not pass name positionally and as an option.");
    const name = isNamed ? first : options.name;
    if (typeof name !== "string" && !(name instanceof QuotedName)) {
      throw new ArgumentError(`Column() takes a name as its first argument, not ${showArgument(first)}`);
    }
    const isType = (one: unknown): one is TypeInput => one instanceof TypeEngine || typeof one === "function";
    const types = items.filter(isType);
    const stranger = items.find((one) => !isType(one) && !(one instanceof SchemaItem));
    if (stranger !== undefined) throw schemaItemExpected(stranger);
    if (types.length > 1 || (types.length === 1 && options.type !== undefined)) {
      throw new ArgumentError("May not pass type positionally and as an option.");
    }
    if (options.default !== undefined && options.insertDefault !== undefined)
      throw new ArgumentError("The 'default' and 'insertDefault' parameters of Column are mutually exclusive");
    const quoted = options.quote === undefined || typeof name !== "string" ? name : new QuotedName(name, options.quote);
    super(quoted, types[0] ?? options.type ?? null);
    this.#options = options;
    this.#key = options.key ?? this.name;
    this.primaryKey = options.primaryKey ?? false;
    this.nullableGiven = options.nullable !== undefined && options.nullable !== null;
    this.nullable = options.nullable ?? !this.primaryKey;
    this.serverDefault = serverDefaultOf(options.serverDefault);
    this.serverOnupdate = options.serverOnupdate ?? null;
    this.default = columnDefaultOf(options.default ?? options.insertDefault);
    this.onupdate = options.onupdate ?? null;
    this.unique = options.unique ?? null;
    this.index = options.index ?? null;
    this.autoincrement = options.autoincrement ?? "auto";
    this.comment = options.comment ?? null;
    this.system = options.system ?? false;
    this.doc = options.doc ?? null;
    this.info = options.info ?? {};
    this.dialectOptions = dialectOptionsOf(options);
    this.constraints = items.filter((one): one is Constraint => one instanceof Constraint);
    this.#foreignKeys = items.filter((one): one is ForeignKey => one instanceof ForeignKey);
    for (const key of this.#foreignKeys) key.attachTo(this, null);
    for (const one of items) if (!isType(one)) this.#take(one);
    if (this.serverDefault instanceof Computed || this.serverDefault instanceof Identity)
      this.#take(this.serverDefault);
  }

  override get key(): string {
    return this.#key;
  }
  override get table(): Table | null {
    return super.table as Table | null;
  }
  /** The type; a column without one takes that of the column it refers to. */
  override get type(): TypeEngine {
    const own = super.type;
    if (!(own instanceof NullType)) return own;
    for (const key of this.#foreignKeys) {
      const target = key.column;
      if (target !== null && target !== (this as Column)) return target.type;
    }
    return own;
  }
  override set type(type: TypeEngine) {
    super.type = type;
  }
  /** References of this column, from itself and from the table's foreign key constraints. */
  get foreignKeys(): readonly ForeignKey[] {
    return this.#foreignKeys;
  }

  /** Adds a reference; the constraint calls it. */
  addForeignKey(key: ForeignKey): void {
    if (!this.#foreignKeys.includes(key)) this.#foreignKeys = [...this.#foreignKeys, key];
  }

  /** Names a column that was made without a name, because a class has it as an attribute. */
  giveName(name: Name): void {
    (this as { name: Name }).name = name;
    if (this.#key === "") this.#key = name;
  }

  /** Makes the column part of the primary key; the key calls it. */
  joinPrimaryKey(): void {
    this.primaryKey = true;
    if (!this.nullableGiven) this.nullable = false;
  }

  /**
   * Copies the column, with some options changed. The copy belongs to no table.
   *
   * @returns the copy, with the foreign keys and CHECKs of the column itself and without those of the table.
   * `withoutForeignKeys` omits the foreign keys, for a table that has them as constraints.
   *
   */
  copy<NewName extends string = Name>(
    changes: ColumnOptions & {
      readonly name?: NewName;
      readonly schema?: string | null;
      readonly withoutForeignKeys?: boolean;
    } = {},
  ): Column<NewName> {
    const { name, type, schema, withoutForeignKeys, dialectOptions, ...options } = changes;
    const items: ColumnItem[] = [
      ...this.#foreignKeys
        .filter((key) => key.constraint === null || (key.constraint.isFromColumn && withoutForeignKeys !== true))
        .map((key) => key.copy(schema === undefined ? {} : { schema })),
      ...this.constraints.map((constraint) => constraint.copy()),
    ];
    const kept: { -readonly [Option in keyof ColumnOptions]: ColumnOptions[Option] } = {
      primaryKey: this.primaryKey,
      serverDefault: this.serverDefault,
      serverOnupdate: this.serverOnupdate,
      unique: this.unique,
      index: this.index,
      autoincrement: this.autoincrement,
      comment: this.comment,
      info: this.info,
      system: this.system,
      doc: this.doc,
    };
    // An option that was not given is not passed to the copy, so that a primary key can still make it NOT NULL.
    if (this.nullableGiven || this.nullable !== !this.primaryKey) kept.nullable = this.nullable;
    if (this.#key !== this.name) kept.key = this.#key;
    if (this.quote !== null) kept.quote = this.quote;
    if (this.default !== null)
      kept.default =
        this.default.kind === "sequence" ? this.default : (this.#options.default ?? this.#options.insertDefault);
    if (this.#options.onupdate !== undefined) kept.onupdate = this.#options.onupdate;
    Object.assign(kept, options, { dialectOptions: { ...this.dialectOptions, ...dialectOptions } });
    const copied = new Column<NewName>((name ?? this.name) as NewName, type ?? this.type, ...items, kept);
    return copied;
  }

  #take(item: ColumnItem): void {
    if (item instanceof Computed) {
      this.#refuseSecondDefault(
        item,
        "A generated column cannot specify a server_default or a server_onupdate argument",
      );
      this.computed = item;
      this.serverDefault = item;
      this.serverOnupdate = item;
    } else if (item instanceof Identity) {
      this.#refuseSecondDefault(
        item,
        "A column with an Identity object cannot specify a server_default or a server_onupdate argument",
      );
      if (this.autoincrement === false) {
        throw new ArgumentError("A column with an Identity object cannot specify autoincrement: false");
      }
      this.identity = item;
      this.serverDefault = item;
      if (!this.nullableGiven) this.nullable = false;
    } else if (item instanceof FetchedValue) {
      this.serverDefault = item;
    } else if (item instanceof Sequence) {
      this.default = item;
    }
  }

  #refuseSecondDefault(item: FetchedValue, message: string): void {
    if (this.serverDefault !== null && this.serverDefault !== item) throw new ArgumentError(message);
    if (this.serverOnupdate !== null && this.serverOnupdate !== item) throw new ArgumentError(message);
  }
}

/** Makes the DEFAULT of a column from the value that a script passes. */
export function serverDefaultOf(given: ServerDefaultInput | undefined): FetchedValue | null {
  if (given === undefined || given === null) return null;
  if (given instanceof FetchedValue) return given;
  if (typeof given === "string" || given instanceof ClauseElement) return new DefaultClause(given);
  // The server default of a sequence is `sequence.nextValue()`. Scripts run without a type check, so anything can arrive here.
  throw new ArgumentError(
    `Argument 'arg' is expected to be one of type 'string', 'ClauseElement' or 'TextClause', got '${typeof given}'`,
  );
}

function columnDefaultOf(given: unknown): ColumnDefault | null {
  if (given === undefined || given === null) return null;
  return given instanceof Sequence ? given : { kind: "scalar", arg: given };
}

// The augmented module has a type of the same name as this class.
type ColumnClass = Column;

declare module "./schema-classes.js" {
  interface SchemaClasses {
    readonly column: ColumnClass;
  }
}
