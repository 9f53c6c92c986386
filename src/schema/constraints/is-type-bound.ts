import type { CheckConstraint } from "./check-constraint.js";
import type { Constraint } from "./constraint.js";

/** Whether a constraint is the CHECK that came with the type of its column. */
export function isTypeBound(constraint: Constraint): boolean {
  return constraint.kind === "checkConstraint" && (constraint as CheckConstraint).typeBound !== null;
}
