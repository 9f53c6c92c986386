import { optionKeys } from "../../schema/option-keys.js";
import { type DialectOptions, dialectOptionsOf } from "../../schema/schema-item.js";
import type { Table } from "../../schema/table.js";
import { type SchemaContext, SchemaObjects } from "../schema-objects.js";
import { CreateTableOp, type TableOrigin } from "./create-table-op.js";
import { IrreversibleError } from "./irreversible-error.js";
import { type DiffTuple, MigrateOperation } from "./migrate-operation.js";
import { type TableStatementOptions, tableStatementOptionKeys } from "./table-statement-options.js";

/** Options of `op.dropTable()`. */
export interface DropTableOptions extends DialectOptions, TableStatementOptions {
  /** Adds IF EXISTS. */
  readonly ifExists?: boolean | null | undefined;
  /** Comment that the table has, for the reverse. */
  readonly comment?: string | null | undefined;
  /** Words between CREATE and TABLE that the table was made with, for the reverse. */
  readonly prefixes?: readonly string[] | undefined;
}

/** The names of {@link DropTableOptions}. */
export const dropTableOptionKeys = optionKeys<DropTableOptions>(
  {
    ...tableStatementOptionKeys.names,
    ifExists: true,
    comment: true,
    prefixes: true,
  },
  "dialectKeywords",
);

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
  readonly kw: DialectOptions;
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
    this.kw = dialectOptionsOf(options);
    this.#original = original;
  }

  /** The operation that drops this table, with what it takes to create it again. */
  static fromTable(table: Table, origin: TableOrigin = {}): DropTableOp {
    return new DropTableOp(
      table.name,
      {
        schema: table.schema,
        comment: table.comment,
        prefixes: table.prefixes,
        info: table.info,
        quote: table.quote,
        quoteSchema: table.quoteSchema,
        ...table.dialectOptions,
      },
      CreateTableOp.fromTable(table, origin),
    );
  }

  /** The table as a schema object; it has columns only where the operation was made from a table. */
  toTable(context?: SchemaContext): Table {
    return new SchemaObjects(context).table(this.tableName, this.#original?.columns ?? [], {
      schema: this.schema,
      comment: this.comment,
      prefixes: this.prefixes,
      info: this.tableInfo,
      ...(this.quote === null ? {} : { quote: this.quote }),
      quoteSchema: this.quoteSchema,
      constraintsIncluded: this.#original?.constraintsIncluded ?? false,
      ...this.kw,
    });
  }

  /**
   * The operation that creates the table again, empty.
   *
   * @throws {@link IrreversibleError} where only its name is known.
   */
  override reverse(): CreateTableOp {
    if (this.#original === undefined) throw new IrreversibleError(this.kind, "originalUnknown");
    return CreateTableOp.fromTable(this.toTable(), { namespaceMetadata: this.#original.namespaceMetadata });
  }

  override toDiffTuple(): DiffTuple {
    return ["remove_table", this.toTable()];
  }
}
