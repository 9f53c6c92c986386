import { CheckConstraint } from "../../schema/constraints/check-constraint.js";
import { ForeignKeyConstraint } from "../../schema/constraints/foreign-key-constraint.js";
import { PrimaryKeyConstraint } from "../../schema/constraints/primary-key-constraint.js";
import { AddColumn, type AddColumnOptions } from "../../schema/ddl/add-column.js";
import { AddConstraint } from "../../schema/ddl/add-constraint.js";
import { CreateIndex } from "../../schema/ddl/create-index.js";
import { SetColumnComment } from "../../schema/ddl/set-column-comment.js";
import type { ClauseElement } from "../../schema/elements/clause-element.js";
import type { AddColumnOp } from "../directives/column-ops.js";
import { SchemaObjects } from "../schema-objects.js";
import type { Lowered, LoweringContext } from "./lowering.js";
import { PositionedColumn } from "./positioned-column.js";
import { rendersTypeCheck } from "./renders-type-check.js";
import { separateComments } from "./separate-comments.js";

/** The column, then the constraints and the index that it brings along, then its comment. */
export function lowerAddColumn(op: AddColumnOp, context: LoweringContext): Lowered {
  const table = new SchemaObjects(context).table(op.tableName, [op.column], { schema: op.schema });
  const column = table.column(op.column.key);
  const options: AddColumnOptions = {
    schema: op.schema,
    ifNotExists: op.ifNotExists === true,
    inlineReferences: op.inlineReferences === true,
    inlinePrimaryKey: op.inlinePrimaryKey === true,
  };
  const isPlaced = op.insertBefore !== null || op.insertAfter !== null;
  const nodes: ClauseElement[] = [
    isPlaced
      ? new PositionedColumn(op.tableName, column, options, op.insertBefore, op.insertAfter)
      : new AddColumn(op.tableName, column, options),
  ];
  for (const constraint of table.constraints) {
    if (constraint instanceof PrimaryKeyConstraint) continue;
    if (constraint instanceof CheckConstraint && !rendersTypeCheck(constraint, context.dialect)) continue;
    const isInline =
      op.inlineReferences === true &&
      constraint instanceof ForeignKeyConstraint &&
      column.foreignKeys.length === 1 &&
      constraint.columns.length === 1;
    if (!isInline) nodes.push(new AddConstraint(constraint));
  }
  for (const index of table.indexes) nodes.push(new CreateIndex(index));
  if (column.comment !== null && separateComments(context.dialect)) nodes.push(new SetColumnComment(column));
  return { nodes };
}
