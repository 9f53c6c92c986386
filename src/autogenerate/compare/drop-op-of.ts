import { addConstraintOpFrom } from "../../operations/directives/add-constraint-op-from.js";
import { type ConstraintType, DropConstraintOp } from "../../operations/directives/drop-constraint-op.js";
import type { Constraint } from "../../schema/constraints/constraint.js";

/** The operation that drops a constraint of the database: by its name, or by its columns where it has none. */
export function dropOpOf(constraint: Constraint, type: ConstraintType, columns: readonly string[]): DropConstraintOp {
  const { table } = constraint;
  if (constraint.name !== null || table === null || columns.length === 0)
    return DropConstraintOp.fromConstraint(constraint);
  return new DropConstraintOp(
    null,
    table.name,
    { schema: table.schema, type, columns },
    addConstraintOpFrom(constraint),
  );
}
