import type { Table } from "../../schema/table.js";
import { type SchemaContext, SchemaObjects } from "../schema-objects.js";
import { CreateTableCommentOp, type TableCommentOptions } from "./create-table-comment-op.js";
import { type DiffTuple, MigrateOperation } from "./migrate-operation.js";

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
