import { AddConstraint, DropConstraint } from "../../schema/ddl/constraint-nodes.js";
import { CreateIndex, DropIndex } from "../../schema/ddl/index-nodes.js";
import type { AddConstraintOp, DropConstraintOp } from "../directives/constraint-ops.js";
import type { CreateIndexOp, DropIndexOp } from "../directives/index-ops.js";
import { SchemaObjects } from "../schema-objects.js";
import { UnnamedConstraint } from "./lowered-node.js";
import type { Lowered, LoweringContext } from "./lowering.js";

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

/** Both directives on indexes. */
export function lowerIndex(op: CreateIndexOp | DropIndexOp, context: LoweringContext): Lowered {
  const index = op.toIndex(context);
  return {
    nodes: [
      op.kind === "createIndex"
        ? new CreateIndex(index, { ifNotExists: op.ifNotExists === true })
        : new DropIndex(index, { ifExists: op.ifExists === true }),
    ],
  };
}
