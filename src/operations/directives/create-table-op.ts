import type { MetaData } from "../../schema/metadata.js";
import { optionKeys } from "../../schema/option-keys.js";
import { type DialectOptions, dialectOptionsOf } from "../../schema/schema-item.js";
import type { Table, TableItem } from "../../schema/table.js";
import { type SchemaContext, SchemaObjects } from "../schema-objects.js";
import { DropTableOp } from "./drop-table-op.js";
import { type DiffTuple, MigrateOperation } from "./migrate-operation.js";
import { type TableStatementOptions, tableStatementOptionKeys } from "./table-statement-options.js";

/** Options of `op.createTable()`. */
export interface CreateTableOptions extends DialectOptions, TableStatementOptions {
  /** Adds IF NOT EXISTS. */
  readonly ifNotExists?: boolean | null | undefined;
  /** Comment of the table. */
  readonly comment?: string | null | undefined;
  /** Words between CREATE and TABLE, such as `TEMPORARY`. */
  readonly prefixes?: readonly string[] | undefined;
}

/** The names of {@link CreateTableOptions}. */
export const createTableOptionKeys = optionKeys<CreateTableOptions>(
  {
    ...tableStatementOptionKeys.names,
    ifNotExists: true,
    comment: true,
    prefixes: true,
  },
  "dialectKeywords",
);

/** What an operation that was made from a table knows besides. */
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
  readonly kw: DialectOptions;
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
    this.kw = dialectOptionsOf(options);
    this.namespaceMetadata = origin.namespaceMetadata;
    this.constraintsIncluded = origin.constraintsIncluded ?? false;
  }

  /** The operation that creates this table; its indexes are not part of it. */
  static fromTable(table: Table, origin: TableOrigin = {}): CreateTableOp {
    return new CreateTableOp(
      table.name,
      [...table.columns, ...table.constraints],
      {
        schema: table.schema,
        comment: table.comment,
        prefixes: table.prefixes,
        info: table.info,
        quote: table.quote,
        quoteSchema: table.quoteSchema,
        ...table.dialectOptions,
      },
      { namespaceMetadata: origin.namespaceMetadata ?? table.metadata, constraintsIncluded: true },
    );
  }

  /** The table as a schema object in metadata of its own, its parts named by the convention of the run's metadata. */
  toTable(context?: SchemaContext): Table {
    return new SchemaObjects(context).table(this.tableName, this.columns, {
      schema: this.schema,
      comment: this.comment,
      prefixes: this.prefixes,
      info: this.tableInfo,
      ...(this.quote === null ? {} : { quote: this.quote }),
      quoteSchema: this.quoteSchema,
      constraintsIncluded: this.constraintsIncluded,
      ...this.kw,
    });
  }

  override reverse(): DropTableOp {
    return DropTableOp.fromTable(this.toTable(), { namespaceMetadata: this.namespaceMetadata });
  }

  override toDiffTuple(): DiffTuple {
    return ["add_table", this.toTable()];
  }
}
