import { optionKeys } from "../../schema/arguments/option-keys.js";
import type { Column } from "../../schema/column.js";
import { type DropColumnDialectOptions, dropColumnDialectKeys } from "../../schema/keywords/column-dialect-options.js";
import { dialectArguments } from "../../schema/schema-item.js";
import type { TypeInput } from "../../schema/types/type-engine.js";
import { SchemaObjects } from "../schema-objects.js";
import { IrreversibleError } from "./irreversible-error.js";
import { type DiffTuple, MigrateOperation } from "./migrate-operation.js";
import { tableOf } from "./table-of.js";

/** Options that `op.addColumn()` and `batch.addColumn()` share. */
export interface AddColumnKeywords {
  /** Adds IF NOT EXISTS, where the dialect has it. */
  readonly ifNotExists?: boolean | null | undefined;
  /** Writes the column's foreign key inside the column, not as a separate constraint. */
  readonly inlineReferences?: boolean | null | undefined;
  /** Writes PRIMARY KEY inside the column. */
  readonly inlinePrimaryKey?: boolean | null | undefined;
}

/** The names of {@link AddColumnKeywords}. */
export const addColumnKeywordKeys = optionKeys<AddColumnKeywords>({
  ifNotExists: true,
  inlineReferences: true,
  inlinePrimaryKey: true,
});

/** Options of `op.addColumn()`. */
export interface AddColumnOptions extends AddColumnKeywords {
  /** Schema of the table; without it, the default schema. */
  readonly schema?: string | null | undefined;
}

/** The names of {@link AddColumnOptions}. */
export const addColumnOptionKeys = optionKeys<AddColumnOptions>({ ...addColumnKeywordKeys.names, schema: true });

/** Where a batch puts a column among the others. */
export interface ColumnPosition {
  /** Name of the column before which this one is placed. */
  readonly insertBefore?: string | null | undefined;
  /** Name of the column after which this one is placed. */
  readonly insertAfter?: string | null | undefined;
}

/** The names of {@link ColumnPosition}. */
export const columnPositionKeys = optionKeys<ColumnPosition>({ insertBefore: true, insertAfter: true });

/** The names of what a batch takes with a new column. */
export const batchColumnKeys = optionKeys<AddColumnKeywords & ColumnPosition>({
  ...addColumnKeywordKeys.names,
  ...columnPositionKeys.names,
});

/**
 * Adds a column to a table.
 *
 * @example
 * ```ts
 * import { ops, sa } from "alembic-ts";
 *
 * const operation = new ops.AddColumnOp("account", sa.Column("email", sa.String(200)));
 * ```
 */
export class AddColumnOp extends MigrateOperation {
  readonly kind = "addColumn";
  readonly tableName: string;
  readonly column: Column;
  readonly schema: string | null;
  readonly ifNotExists: boolean | null;
  readonly inlineReferences: boolean | null;
  readonly inlinePrimaryKey: boolean | null;
  /** Where a batch puts the column. */
  readonly insertBefore: string | null;
  /** Where a batch puts the column. */
  readonly insertAfter: string | null;

  constructor(tableName: string, column: Column, options: AddColumnOptions & ColumnPosition = {}) {
    super();
    this.tableName = tableName;
    this.column = column;
    this.schema = options.schema ?? null;
    this.ifNotExists = options.ifNotExists ?? null;
    this.inlineReferences = options.inlineReferences ?? null;
    this.inlinePrimaryKey = options.inlinePrimaryKey ?? null;
    this.insertBefore = options.insertBefore ?? null;
    this.insertAfter = options.insertAfter ?? null;
  }

  /** Returns the operation that adds this column to its table. */
  static fromColumn(column: Column): AddColumnOp {
    const table = tableOf(column);
    return new AddColumnOp(table.name, column, { schema: table.schema });
  }

  /** Returns the operation that adds this column to the named table. */
  static fromColumnAndTablename(schema: string | null, tableName: string, column: Column): AddColumnOp {
    return new AddColumnOp(tableName, column, { schema });
  }

  /** The column. */
  toColumn(): Column {
    return this.column;
  }

  override reverse(): DropColumnOp {
    return DropColumnOp.fromColumnAndTablename(this.schema, this.tableName, this.column, {
      ifExists: this.ifNotExists,
    });
  }

  override toDiffTuple(): DiffTuple {
    return ["add_column", this.schema, this.tableName, this.column];
  }
}

/** Options that `op.dropColumn()` and `batch.dropColumn()` share. */
export interface DropColumnKeywords extends DropColumnDialectOptions {
  /** Adds IF EXISTS, where the dialect has it. */
  readonly ifExists?: boolean | null | undefined;
  /** Type of the column; DROP COLUMN ignores it. */
  readonly existingType?: TypeInput | null | undefined;
  /** The same as `existingType`. */
  readonly type?: TypeInput | null | undefined;
  /** Whether the column takes NULL; DROP COLUMN ignores it. */
  readonly existingNullable?: boolean | null | undefined;
  /** The same as `existingNullable`. */
  readonly nullable?: boolean | null | undefined;
}

/** The names of {@link DropColumnKeywords}. */
export const dropColumnKeywordKeys = optionKeys<DropColumnKeywords>({
  ...dropColumnDialectKeys.names,
  ifExists: true,
  existingType: true,
  type: true,
  existingNullable: true,
  nullable: true,
});

/** Options of `op.dropColumn()`. */
export interface DropColumnOptions extends DropColumnKeywords {
  /** Schema of the table; without it, the default schema. */
  readonly schema?: string | null | undefined;
}

/** The names of {@link DropColumnOptions}. */
export const dropColumnOptionKeys = optionKeys<DropColumnOptions>({ ...dropColumnKeywordKeys.names, schema: true });

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
  readonly kw: DropColumnDialectOptions;
  readonly #original: Column | undefined;

  constructor(tableName: string, columnName: string, options: DropColumnOptions = {}, original?: Column) {
    super();
    this.tableName = tableName;
    this.columnName = columnName;
    this.schema = options.schema ?? null;
    this.ifExists = options.ifExists ?? null;
    this.kw = dialectArguments(options, dropColumnDialectKeys);
    this.#original = original;
  }

  /** Returns the operation that drops this column from the named table; it can be reversed. */
  static fromColumnAndTablename(
    schema: string | null,
    tableName: string,
    column: Column,
    options: DropColumnKeywords = {},
  ): DropColumnOp {
    return new DropColumnOp(tableName, column.name, { ...options, schema }, column);
  }

  /** Returns the column. Only its name is known where the operation was not created from a column. */
  toColumn(): Column {
    return this.#original ?? new SchemaObjects().column(this.columnName);
  }

  /**
   * Returns the operation that adds the column again, empty.
   *
   * @throws {@link IrreversibleError} where only its name is known.
   *
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
