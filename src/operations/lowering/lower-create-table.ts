import { CreateIndex } from "../../schema/ddl/create-index.js";
import { CreateTable } from "../../schema/ddl/create-table.js";
import { SetColumnComment } from "../../schema/ddl/set-column-comment.js";
import { SetTableComment } from "../../schema/ddl/set-table-comment.js";
import type { ClauseElement } from "../../schema/elements/clause-element.js";
import type { Table } from "../../schema/table.js";
import type { CreateTableOp } from "../directives/table-ops.js";
import type { Lowered, LoweringContext } from "./lowering.js";
import { separateComments } from "./separate-comments.js";

/** The table, then its indexes, then the comments that are statements of their own. */
export function lowerCreateTable(op: CreateTableOp, context: LoweringContext): Lowered {
  const table = op.toTable(context);
  return { nodes: createTableNodes(table, context, op.ifNotExists === true), result: table };
}

/** What it takes to create a table with all that belongs to it. */
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
