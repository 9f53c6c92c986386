import type { ModifyTableOps } from "../../operations/directives/modify-table-ops.js";
import { CreateTableCommentOp, DropTableCommentOp } from "../../operations/directives/table-comment-ops.js";
import type { AutogenContext } from "../autogen-context.js";
import type { AlterColumnDraft, ColumnPair, ComparatorResult, TablePair } from "./table-pair.js";

/** Most databases do not distinguish an empty comment from none. */
const normalize = (comment: string | null): string | null => (comment === "" ? null : comment);

/** Whether two comments of tables are the same to this database. */
export const isSameComment = (context: AutogenContext, one: string | null, other: string | null): boolean =>
  !context.dialect.capabilities.supportsComments || normalize(one) === normalize(other);

/** Finds columns whose comments differ, on databases that have comments. */
export function compareColumnComment(
  context: AutogenContext,
  draft: AlterColumnDraft,
  { connColumn, metadataColumn, tableName, columnName }: ColumnPair,
): ComparatorResult {
  if (!context.dialect.capabilities.supportsComments) return "continue";
  const found = normalize(connColumn.comment);
  const wanted = normalize(metadataColumn.comment);
  if (found === null && wanted === null) return "continue";
  draft.existingComment = found;
  if (found === wanted) return "continue";
  draft.modifyComment = wanted;
  const why = `the database has ${JSON.stringify(found)}, the models have ${JSON.stringify(wanted)}`;
  context.detected("comments", `Detected column comment '${tableName}.${columnName}'`, why);
  return "stop";
}

/** Finds tables whose comments differ, on databases that have comments. */
export function compareTableComment(
  context: AutogenContext,
  modify: ModifyTableOps,
  { schema, tableName, connTable, metadataTable }: TablePair,
): ComparatorResult {
  if (!context.dialect.capabilities.supportsComments || connTable === null || metadataTable === null) return "continue";
  const existingComment = normalize(connTable.comment);
  const wanted = normalize(metadataTable.comment);
  if (existingComment === wanted) return "continue";
  const op =
    wanted === null
      ? new DropTableCommentOp(tableName, { existingComment, schema })
      : new CreateTableCommentOp(tableName, wanted, { existingComment, schema });
  modify.ops.push(op);
  const why = `the database has ${JSON.stringify(existingComment)}, the models have ${JSON.stringify(wanted)}`;
  context.noted("comments", `Detected comment of table '${tableName}'`, why, op);
  return "stop";
}
