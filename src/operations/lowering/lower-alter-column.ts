import { Column } from "../../schema/column.js";
import type { CheckConstraint } from "../../schema/constraints/check-constraint.js";
import { AddConstraint } from "../../schema/ddl/add-constraint.js";
import { AlterColumn, type AlterColumnOptions } from "../../schema/ddl/alter-column.js";
import { DropConstraint } from "../../schema/ddl/drop-constraint.js";
import type { ClauseElement } from "../../schema/elements/clause-element.js";
import { type TypeInput, toType } from "../../schema/types/type-engine.js";
import type { AlterColumnOp } from "../directives/alter-column-op.js";
import { SchemaObjects } from "../schema-objects.js";
import type { Lowered, LoweringContext } from "./lowering.js";
import { PositionedAlteration } from "./positioned-alteration.js";
import { rendersTypeCheck } from "./renders-type-check.js";

/** The CHECK of the old type goes, the column changes, the CHECK of the new type comes. */
export function lowerAlterColumn(op: AlterColumnOp, context: LoweringContext): Lowered {
  const nodes: ClauseElement[] = [];
  if (op.existingType !== null && op.modifyType !== null)
    for (const check of typeChecks(op, op.existingType, context)) nodes.push(new DropConstraint(check));
  nodes.push(alterColumnNode(op));
  if (op.modifyType !== null)
    for (const check of typeChecks(op, op.modifyType, context)) nodes.push(new AddConstraint(check));
  return { nodes };
}

function alterColumnNode(op: AlterColumnOp): AlterColumn {
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
  };
  return op.insertBefore === null && op.insertAfter === null
    ? new AlterColumn(op.tableName, op.columnName, options)
    : new PositionedAlteration(op.tableName, op.columnName, options, op.insertBefore, op.insertAfter);
}

/** The CHECKs that a type brings along on this dialect. */
function typeChecks(op: AlterColumnOp, type: TypeInput, context: LoweringContext): readonly CheckConstraint[] {
  const column = new Column(op.columnName, type);
  const table = new SchemaObjects(context).table(op.tableName, [column], { schema: op.schema });
  return table.constraints.filter(
    (one): one is CheckConstraint =>
      one.kind === "checkConstraint" && rendersTypeCheck(one as CheckConstraint, context.dialect),
  );
}
