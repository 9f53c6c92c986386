import { optionKeys } from "../../schema/arguments/option-keys.js";
import { type TableDialectOptions, tableDialectKeys } from "../../schema/keywords/table-dialect-options.js";
import type { MetaData } from "../../schema/metadata.js";
import { dialectArguments } from "../../schema/schema-item.js";
import type { Table, TableItem } from "../../schema/table.js";
import { type SchemaContext, SchemaObjects } from "../schema-objects.js";
import { IrreversibleError } from "./irreversible-error.js";
import { type DiffTuple, MigrateOperation } from "./migrate-operation.js";

/**
 * Options of SQLAlchemy's `Table` that have no effect on CREATE TABLE and DROP TABLE. They are accepted so that a
 * script can keep them.
 *
 */
export interface UnusedTableOptions {
  /** No effect here, because the table is constructed in new metadata. */
  readonly keepExisting?: boolean | undefined;
  /** No effect here, because the table is constructed in new metadata. */
  readonly extendExisting?: boolean | undefined;
  /** No effect here, because it concerns an INSERT of the application. */
  readonly implicitReturning?: boolean | undefined;
  /** No effect here, because there are no events. */
  readonly listeners?: readonly unknown[] | undefined;
  /** No effect here, because no table is read from the database. */
  readonly resolveFks?: boolean | undefined;
  /** No effect here, because no table is read from the database. */
  readonly autoloadReplace?: boolean | undefined;
}

/** The names of {@link UnusedTableOptions}. */
export const unusedTableOptionKeys = optionKeys<UnusedTableOptions>({
  keepExisting: true,
  extendExisting: true,
  implicitReturning: true,
  listeners: true,
  resolveFks: true,
  autoloadReplace: true,
});

/** Options of a statement that creates or drops a table. */
export interface TableStatementOptions extends UnusedTableOptions {
  /** Schema of the table; without it, the default schema. */
  readonly schema?: string | null | undefined;
  /** Notes of the application; nothing here reads them. */
  readonly info?: Readonly<Record<string, unknown>> | undefined;
  /** `true` quotes the name, `false` never does; by default where the dialect needs it. */
  readonly quote?: boolean | null | undefined;
  /** `true` quotes the schema, `false` never does; by default where the dialect needs it. */
  readonly quoteSchema?: boolean | null | undefined;
}

/** The names of {@link TableStatementOptions}. */
export const tableStatementOptionKeys = optionKeys<TableStatementOptions>({
  ...unusedTableOptionKeys.names,
  schema: true,
  info: true,
  quote: true,
  quoteSchema: true,
});

/** Options of `op.createTable()`. */
export interface CreateTableOptions extends TableDialectOptions, TableStatementOptions {
  /** Adds IF NOT EXISTS. */
  readonly ifNotExists?: boolean | null | undefined;
  /** Comment of the table. */
  readonly comment?: string | null | undefined;
  /** Words between CREATE and TABLE, such as `TEMPORARY`. */
  readonly prefixes?: readonly string[] | undefined;
}

/** The names of {@link CreateTableOptions}. */
export const createTableOptionKeys = optionKeys<CreateTableOptions>({
  ...tableStatementOptionKeys.names,
  ifNotExists: true,
  comment: true,
  prefixes: true,
  ...tableDialectKeys.names,
});

/** Further facts about the table that an operation was created from. */
export interface TableOrigin {
  /** Metadata of the table, which decides how its foreign keys are written. */
  readonly namespaceMetadata?: MetaData | undefined;
  /** Whether the constraints of `unique` and `index` columns are listed among the items. */
  readonly constraintsIncluded?: boolean | undefined;
}

/**
 * Creates a table.
 *
 * @example
 * ```ts
 * import { ops, sa } from "alembic-ts";
 *
 * const operation = new ops.CreateTableOp("account", [
 *   sa.Column("id", sa.Integer(), { primaryKey: true }),
 *   sa.Column("name", sa.String(50), { nullable: false }),
 * ]);
 * ```
 */
export class CreateTableOp extends MigrateOperation {
  readonly kind = "createTable";
  readonly tableName: string;
  /** Columns, constraints and indexes. */
  readonly columns: readonly TableItem[];
  readonly schema: string | null;
  readonly ifNotExists: boolean | null;
  readonly comment: string | null;
  readonly prefixes: readonly string[];
  readonly tableInfo: Readonly<Record<string, unknown>>;
  readonly quote: boolean | null;
  readonly quoteSchema: boolean | null;
  readonly kw: TableDialectOptions;
  readonly namespaceMetadata: MetaData | undefined;
  readonly constraintsIncluded: boolean;

  constructor(
    tableName: string,
    columns: readonly TableItem[],
    options: CreateTableOptions = {},
    origin: TableOrigin = {},
  ) {
    super();
    this.tableName = tableName;
    this.columns = columns;
    this.schema = options.schema ?? null;
    this.ifNotExists = options.ifNotExists ?? null;
    this.comment = options.comment ?? null;
    this.prefixes = options.prefixes ?? [];
    this.tableInfo = options.info ?? {};
    this.quote = options.quote ?? null;
    this.quoteSchema = options.quoteSchema ?? null;
    this.kw = dialectArguments(options, tableDialectKeys);
    this.namespaceMetadata = origin.namespaceMetadata;
    this.constraintsIncluded = origin.constraintsIncluded ?? false;
  }

  /** Returns the operation that creates this table; its indexes are not part of it. */
  static fromTable(table: Table, origin: TableOrigin = {}): CreateTableOp {
    return new CreateTableOp(table.name, [...table.columns, ...table.constraints], optionsOf(table), {
      namespaceMetadata: origin.namespaceMetadata ?? table.metadata,
      constraintsIncluded: true,
    });
  }

  /** Returns the table as a schema object in new metadata, with the naming convention of the run's metadata applied. */
  toTable(context?: SchemaContext): Table {
    return tableOf(this, this, context);
  }

  override reverse(): DropTableOp {
    return DropTableOp.fromTable(this.toTable(), { namespaceMetadata: this.namespaceMetadata });
  }

  override toDiffTuple(): DiffTuple {
    return ["add_table", this.toTable()];
  }
}

/** Options of `op.dropTable()`. */
export interface DropTableOptions extends TableDialectOptions, TableStatementOptions {
  /** Adds IF EXISTS. */
  readonly ifExists?: boolean | null | undefined;
  /** Comment that the table has, for the reverse. */
  readonly comment?: string | null | undefined;
  /** Words between CREATE and TABLE, for the reverse. */
  readonly prefixes?: readonly string[] | undefined;
}

/** The names of {@link DropTableOptions}. */
export const dropTableOptionKeys = optionKeys<DropTableOptions>({
  ...tableStatementOptionKeys.names,
  ifExists: true,
  comment: true,
  prefixes: true,
  ...tableDialectKeys.names,
});

/**
 * Drops a table.
 *
 * @example
 * ```ts
 * import { ops } from "alembic-ts";
 *
 * const operation = new ops.DropTableOp("account", { ifExists: true });
 * ```
 */
export class DropTableOp extends MigrateOperation {
  readonly kind = "dropTable";
  readonly tableName: string;
  readonly schema: string | null;
  readonly ifExists: boolean | null;
  readonly comment: string | null;
  readonly prefixes: readonly string[];
  readonly tableInfo: Readonly<Record<string, unknown>>;
  readonly quote: boolean | null;
  readonly quoteSchema: boolean | null;
  readonly kw: TableDialectOptions;
  readonly #original: CreateTableOp | undefined;

  constructor(tableName: string, options: DropTableOptions = {}, original?: CreateTableOp) {
    super();
    this.tableName = tableName;
    this.schema = options.schema ?? null;
    this.ifExists = options.ifExists ?? null;
    this.comment = options.comment ?? null;
    this.prefixes = options.prefixes ?? [];
    this.tableInfo = options.info ?? {};
    this.quote = options.quote ?? null;
    this.quoteSchema = options.quoteSchema ?? null;
    this.kw = dialectArguments(options, tableDialectKeys);
    this.#original = original;
  }

  /** Returns the operation that drops this table; it can be reversed. */
  static fromTable(table: Table, origin: TableOrigin = {}): DropTableOp {
    return new DropTableOp(table.name, optionsOf(table), CreateTableOp.fromTable(table, origin));
  }

  /** Returns the table as a schema object. It has columns only where the operation was created from a table. */
  toTable(context?: SchemaContext): Table {
    return tableOf(this, this.#original, context);
  }

  /**
   * Returns the operation that creates the table again, empty.
   *
   * @throws {@link IrreversibleError} where only its name is known.
   *
   */
  override reverse(): CreateTableOp {
    if (this.#original === undefined) throw new IrreversibleError(this.kind, "originalUnknown");
    return CreateTableOp.fromTable(this.toTable(), { namespaceMetadata: this.#original.namespaceMetadata });
  }

  override toDiffTuple(): DiffTuple {
    return ["remove_table", this.toTable()];
  }
}

/** The options that an operation takes over from a table. */
function optionsOf(table: Table) {
  const { schema, comment, prefixes, info, quote, quoteSchema, dialectOptions } = table;
  return { schema, comment, prefixes, info, quote, quoteSchema, dialectOptions };
}

/** The table of an operation, with the columns of the operation that creates it. */
function tableOf(
  { tableName, schema, comment, prefixes, tableInfo: info, quote, quoteSchema, kw }: CreateTableOp | DropTableOp,
  created: Pick<CreateTableOp, "columns" | "constraintsIncluded"> | undefined,
  context: SchemaContext | undefined,
): Table {
  return new SchemaObjects(context).table(tableName, created?.columns ?? [], {
    ...{ schema, comment, prefixes, info, quoteSchema },
    ...(quote === null ? {} : { quote }),
    constraintsIncluded: created?.constraintsIncluded ?? false,
    ...kw,
  });
}
