import { optionKeys } from "../../schema/arguments/option-keys.js";
import type { Table } from "../../schema/table.js";
import { type SchemaContext, SchemaObjects } from "../schema-objects.js";
import { type DiffTuple, MigrateOperation } from "./migrate-operation.js";

/** Options of `batch.createTableComment()` and `batch.dropTableComment()`. */
export interface TableCommentKeywords {
  /** Comment that the table has now, for the reverse. */
  readonly existingComment?: string | null | undefined;
}

/** The names of {@link TableCommentKeywords}. */
export const tableCommentKeywordKeys = optionKeys<TableCommentKeywords>({ existingComment: true });

/** Options of `op.createTableComment()` and `op.dropTableComment()`. */
export interface TableCommentOptions extends TableCommentKeywords {
  /** Schema of the table; without it, the default schema. */
  readonly schema?: string | null | undefined;
}

/** The names of {@link TableCommentOptions}. */
export const tableCommentOptionKeys = optionKeys<TableCommentOptions>({
  ...tableCommentKeywordKeys.names,
  schema: true,
});

/**
 * Sets the comment of a table.
 *
 * @example
 * ```ts
 * import { ops } from "alembic-ts";
 *
 * const operation = new ops.CreateTableCommentOp("account", "Who may log in");
 * ```
 */
export class CreateTableCommentOp extends MigrateOperation {
  readonly kind = "createTableComment";
  readonly tableName: string;
  readonly comment: string | null;
  readonly existingComment: string | null;
  readonly schema: string | null;

  constructor(tableName: string, comment: string | null, options: TableCommentOptions = {}) {
    super();
    this.tableName = tableName;
    this.comment = comment;
    this.existingComment = options.existingComment ?? null;
    this.schema = options.schema ?? null;
  }

  /** The table with its comment. */
  toTable(context?: SchemaContext): Table {
    return new SchemaObjects(context).table(this.tableName, [], { schema: this.schema, comment: this.comment });
  }

  override reverse(): CreateTableCommentOp | DropTableCommentOp {
    const options = { existingComment: this.comment, schema: this.schema };
    return this.existingComment === null
      ? new DropTableCommentOp(this.tableName, options)
      : new CreateTableCommentOp(this.tableName, this.existingComment, options);
  }

  override toDiffTuple(): DiffTuple {
    return ["add_table_comment", this.toTable(), this.existingComment];
  }
}

/**
 * Removes the comment of a table.
 *
 * @example
 * ```ts
 * import { ops } from "alembic-ts";
 *
 * const operation = new ops.DropTableCommentOp("account", { existingComment: "Who may log in" });
 * ```
 */
export class DropTableCommentOp extends MigrateOperation {
  readonly kind = "dropTableComment";
  readonly tableName: string;
  readonly existingComment: string | null;
  readonly schema: string | null;

  constructor(tableName: string, options: TableCommentOptions = {}) {
    super();
    this.tableName = tableName;
    this.existingComment = options.existingComment ?? null;
    this.schema = options.schema ?? null;
  }

  /** The table without its comment. */
  toTable(context?: SchemaContext): Table {
    return new SchemaObjects(context).table(this.tableName, [], { schema: this.schema });
  }

  override reverse(): CreateTableCommentOp {
    return new CreateTableCommentOp(this.tableName, this.existingComment, { schema: this.schema });
  }

  override toDiffTuple(): DiffTuple {
    return ["remove_table_comment", this.toTable()];
  }
}
