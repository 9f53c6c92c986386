import type { Column } from "../../schema/column.js";
import { optionKeys } from "../../schema/option-keys.js";
import { type DialectOptions, dialectOptionsOf } from "../../schema/schema-item.js";
import type { TypeInput } from "../../schema/types/type-engine.js";
import { SchemaObjects } from "../schema-objects.js";
import { AddColumnOp } from "./add-column-op.js";
import { IrreversibleError } from "./irreversible-error.js";
import { type DiffTuple, MigrateOperation } from "./migrate-operation.js";

/**
 * Options of `op.dropColumn()` and `batch.dropColumn()` alike. For SQL Server, `mssqlDropDefault`, `mssqlDropCheck` and
 * `mssqlDropForeignKey` drop what stands in the way first.
 */
export interface DropColumnKeywords extends DialectOptions {
  /** Adds IF EXISTS, where the dialect has it. */
  readonly ifExists?: boolean | null | undefined;
  /** Type of the column; DROP COLUMN says nothing of it. */
  readonly existingType?: TypeInput | null | undefined;
  /** The same as `existingType`. */
  readonly type?: TypeInput | null | undefined;
  /** Whether the column takes NULL; DROP COLUMN says nothing of it. */
  readonly existingNullable?: boolean | null | undefined;
  /** The same as `existingNullable`. */
  readonly nullable?: boolean | null | undefined;
}

/** The names of {@link DropColumnKeywords}. */
export const dropColumnKeywordKeys = optionKeys<DropColumnKeywords>(
  { ifExists: true, existingType: true, type: true, existingNullable: true, nullable: true },
  "dialectKeywords",
);

/** Options of `op.dropColumn()`. */
export interface DropColumnOptions extends DropColumnKeywords {
  /** Schema of the table; left out, the default one. */
  readonly schema?: string | null | undefined;
}

/** The names of {@link DropColumnOptions}. */
export const dropColumnOptionKeys = optionKeys<DropColumnOptions>(
  { ...dropColumnKeywordKeys.names, schema: true },
  "dialectKeywords",
);

/**
 * Drops a column of a table.
 *
 * @example
 * ```ts
 * import { ops } from "alembic-ts";
 *
 * const operation = new ops.DropColumnOp("account", "email");
 * ```
 */
export class DropColumnOp extends MigrateOperation {
  readonly kind = "dropColumn";
  readonly tableName: string;
  readonly columnName: string;
  readonly schema: string | null;
  readonly ifExists: boolean | null;
  readonly kw: DialectOptions;
  readonly #original: Column | undefined;

  constructor(tableName: string, columnName: string, options: DropColumnOptions = {}, original?: Column) {
    super();
    this.tableName = tableName;
    this.columnName = columnName;
    this.schema = options.schema ?? null;
    this.ifExists = options.ifExists ?? null;
    this.kw = dialectOptionsOf(options);
    this.#original = original;
  }

  /** The operation that drops this column from the table that is named, with what it takes to add it again. */
  static fromColumnAndTablename(
    schema: string | null,
    tableName: string,
    column: Column,
    options: DropColumnKeywords = {},
  ): DropColumnOp {
    return new DropColumnOp(tableName, column.name, { ...options, schema }, column);
  }

  /** The column; only its name is right where the operation was not made from a column. */
  toColumn(): Column {
    return this.#original ?? new SchemaObjects().column(this.columnName);
  }

  /**
   * The operation that adds the column again, empty.
   *
   * @throws {@link IrreversibleError} where only its name is known.
   */
  override reverse(): AddColumnOp {
    if (this.#original === undefined)
      throw new IrreversibleError(
        this.kind,
        "originalUnknown",
        "operation is not reversible; original column is not present",
      );
    return new AddColumnOp(this.tableName, this.#original, { schema: this.schema, ifNotExists: this.ifExists });
  }

  override toDiffTuple(): DiffTuple {
    return ["remove_column", this.schema, this.tableName, this.toColumn()];
  }
}
