import type { Dialect } from "../../dialects/dialect.js";
import { DropTableComment, SetColumnComment, SetTableComment } from "../../schema/ddl/comment-nodes.js";
import { CreateIndex } from "../../schema/ddl/index-nodes.js";
import { CreateTable, DropTable, RenameTable } from "../../schema/ddl/table-nodes.js";
import type { ClauseElement } from "../../schema/elements/clause-element.js";
import type { Table } from "../../schema/table.js";
import type { RenameTableOp } from "../directives/rename-table-op.js";
import type { CreateTableCommentOp, DropTableCommentOp } from "../directives/table-comment-ops.js";
import type { CreateTableOp, DropTableOp } from "../directives/table-ops.js";
import type { Lowered, LoweringContext } from "./lowering.js";

/** The table, then its indexes, then the comments that are statements of their own. */
export function lowerCreateTable(op: CreateTableOp, context: LoweringContext): Lowered {
  const table = op.toTable(context);
  return { nodes: createTableNodes(table, context, op.ifNotExists === true), result: table };
}

/** Returns the statements that create a table with all that belongs to it. */
export function createTableNodes(
  table: Table,
  context: LoweringContext,
  ifNotExists = false,
): readonly ClauseElement[] {
  const nodes: ClauseElement[] = [new CreateTable(table, { ifNotExists })];
  for (const index of table.indexes) nodes.push(new CreateIndex(index));
  if (separateComments(context.dialect)) {
    if (table.comment !== null) nodes.push(new SetTableComment(table));
    for (const column of table.columns) if (column.comment !== null) nodes.push(new SetColumnComment(column));
  }
  return nodes;
}

/** Whether comments are statements of their own: the database has comments, and CREATE TABLE does not write them. */
export function separateComments(dialect: Dialect): boolean {
  return dialect.capabilities.supportsComments && !dialect.capabilities.inlineComments;
}

export function lowerDropTable(op: DropTableOp, context: LoweringContext): Lowered {
  return { nodes: [new DropTable(op.toTable(context), { ifExists: op.ifExists === true })] };
}

export function lowerRenameTable(op: RenameTableOp): Lowered {
  return { nodes: [new RenameTable(op.tableName, op.newTableName, { schema: op.schema })] };
}

/** Both directives on the comment of a table. */
export function lowerTableComment(op: CreateTableCommentOp | DropTableCommentOp, context: LoweringContext): Lowered {
  const table = op.toTable(context);
  return { nodes: [op.kind === "createTableComment" ? new SetTableComment(table) : new DropTableComment(table)] };
}
