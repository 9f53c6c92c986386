import { DropTableComment } from "../../schema/ddl/drop-table-comment.js";
import { SetTableComment } from "../../schema/ddl/set-table-comment.js";
import type { CreateTableCommentOp, DropTableCommentOp } from "../directives/table-comment-ops.js";
import type { Lowered, LoweringContext } from "./lowering.js";

/** Both directives on the comment of a table. */
export function lowerTableComment(op: CreateTableCommentOp | DropTableCommentOp, context: LoweringContext): Lowered {
  const table = op.toTable(context);
  return { nodes: [op.kind === "createTableComment" ? new SetTableComment(table) : new DropTableComment(table)] };
}
