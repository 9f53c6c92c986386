import { AddConstraint } from "../../schema/ddl/add-constraint.js";
import { DropConstraint } from "../../schema/ddl/drop-constraint.js";
import type { AddConstraintOp, DropConstraintOp } from "../directives/constraint-ops.js";
import { SchemaObjects } from "../schema-objects.js";
import type { Lowered, LoweringContext } from "./lowering.js";
import { UnnamedConstraint } from "./unnamed-constraint.js";

/** Any directive that adds a constraint. */
export function lowerConstraint(op: AddConstraintOp, context: LoweringContext): Lowered {
  return { nodes: [new AddConstraint(op.toConstraint(context))] };
}

export function lowerDropConstraint(op: DropConstraintOp, context: LoweringContext): Lowered {
  if (op.constraintName === null && op.columns !== null)
    return { nodes: [new UnnamedConstraint(op.tableName, op.constraintType, op.columns)] };
  const constraint = new SchemaObjects(context).genericConstraint(
    op.constraintName,
    op.tableName,
    op.constraintType,
    op.schema,
  );
  return { nodes: [new DropConstraint(constraint, { ifExists: op.ifExists === true })] };
}
