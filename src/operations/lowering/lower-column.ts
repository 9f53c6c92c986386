import { Column } from "../../schema/column.js";
import type { CheckConstraint } from "../../schema/constraints/check-constraint.js";
import { ForeignKeyConstraint } from "../../schema/constraints/foreign-key-constraint.js";
import { PrimaryKeyConstraint } from "../../schema/constraints/primary-key-constraint.js";
import {
  AddColumn,
  type AddColumnOptions,
  AlterColumn,
  type AlterColumnOptions,
  type ColumnPosition,
  DropColumn,
} from "../../schema/ddl/column-nodes.js";
import { SetColumnComment } from "../../schema/ddl/comment-nodes.js";
import { AddConstraint, DropConstraint } from "../../schema/ddl/constraint-nodes.js";
import { CreateIndex } from "../../schema/ddl/index-nodes.js";
import type { ClauseElement } from "../../schema/elements/clause-element.js";
import { type TypeInput, toType } from "../../schema/types/type-engine.js";
import type { AlterColumnOp } from "../directives/alter-column-op.js";
import type { AddColumnOp, DropColumnOp } from "../directives/column-ops.js";
import { SchemaObjects } from "../schema-objects.js";
import { separateComments } from "./lower-table.js";
import type { Lowered, LoweringContext } from "./lowering.js";

/** Lowers to the column, its constraints, its index, and its comment. */
export function lowerAddColumn(op: AddColumnOp, context: LoweringContext): Lowered {
  const table = new SchemaObjects(context).table(op.tableName, [op.column], { schema: op.schema });
  const column = table.column(op.column.key);
  const options: AddColumnOptions = {
    schema: op.schema,
    ifNotExists: op.ifNotExists === true,
    inlineReferences: op.inlineReferences === true,
    inlinePrimaryKey: op.inlinePrimaryKey === true,
    position: positionOf(op),
  };
  const nodes: ClauseElement[] = [new AddColumn(op.tableName, column, options)];
  for (const constraint of table.constraints) {
    if (constraint instanceof PrimaryKeyConstraint) continue;
    if (!context.dialect.writesConstraint(constraint)) continue;
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

/** Lowers to the drop of the old type's CHECK, the change of the column, and the new type's CHECK. */
export function lowerAlterColumn(op: AlterColumnOp, context: LoweringContext): Lowered {
  const nodes: ClauseElement[] = [];
  if (op.existingType !== null && op.modifyType !== null)
    for (const check of typeChecks(op, op.existingType, context)) nodes.push(new DropConstraint(check));
  nodes.push(alterColumnNode(op));
  if (op.modifyType !== null)
    for (const check of typeChecks(op, op.modifyType, context)) nodes.push(new AddConstraint(check));
  return { nodes };
}

/** Returns the change of the column alone. */
export function alterColumnNode(op: AlterColumnOp): AlterColumn {
  const type = (input: TypeInput | null) => (input === null ? undefined : toType(input));
  const options: AlterColumnOptions = {
    ...op.kw,
    schema: op.schema,
    nullable: op.modifyNullable ?? undefined,
    serverDefault: op.modifyServerDefault === false ? undefined : op.modifyServerDefault,
    newColumnName: op.modifyName ?? undefined,
    type: type(op.modifyType),
    comment: op.modifyComment === false ? undefined : op.modifyComment,
    autoincrement: op.autoincrement ?? undefined,
    existingType: type(op.existingType),
    existingServerDefault: op.existingServerDefault === false ? undefined : op.existingServerDefault,
    existingNullable: op.existingNullable ?? undefined,
    existingComment: op.existingComment ?? undefined,
    existingAutoincrement: op.existingAutoincrement ?? undefined,
    position: positionOf(op),
  };
  return new AlterColumn(op.tableName, op.columnName, options);
}

function positionOf({ insertBefore, insertAfter }: ColumnPosition): ColumnPosition | undefined {
  return insertBefore === null && insertAfter === null ? undefined : { insertBefore, insertAfter };
}

/** Returns the CHECKs of a type on this dialect. */
function typeChecks(op: AlterColumnOp, type: TypeInput, context: LoweringContext): readonly CheckConstraint[] {
  const column = new Column(op.columnName, type);
  const table = new SchemaObjects(context).table(op.tableName, [column], { schema: op.schema });
  return table.constraints.filter(
    (one): one is CheckConstraint => one.kind === "checkConstraint" && context.dialect.writesConstraint(one),
  );
}

export function lowerDropColumn(op: DropColumnOp): Lowered {
  return {
    nodes: [
      new DropColumn(op.tableName, op.columnName, { ...op.kw, schema: op.schema, ifExists: op.ifExists === true }),
    ],
  };
}
