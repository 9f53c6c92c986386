import { CheckConstraint } from "../../schema/constraints/check-constraint.js";
import type { Constraint } from "../../schema/constraints/constraint.js";
import { ExcludeConstraint } from "../../schema/constraints/exclude-constraint.js";
import { ForeignKeyConstraint } from "../../schema/constraints/foreign-key-constraint.js";
import { PrimaryKeyConstraint } from "../../schema/constraints/primary-key-constraint.js";
import { UniqueConstraint } from "../../schema/constraints/unique-constraint.js";
import type { AddConstraintOp } from "./add-constraint-op.js";
import { CreateCheckConstraintOp } from "./create-check-constraint-op.js";
import { CreateExcludeConstraintOp } from "./create-exclude-constraint-op.js";
import { CreateForeignKeyOp } from "./create-foreign-key-op.js";
import { CreatePrimaryKeyOp } from "./create-primary-key-op.js";
import { CreateUniqueConstraintOp } from "./create-unique-constraint-op.js";

/**
 * The operation that adds a constraint to the table that it belongs to.
 *
 * @throws {TypeError} when it is none that can be added on its own.
 */
export function addConstraintOpFrom(constraint: Constraint): AddConstraintOp {
  if (constraint instanceof PrimaryKeyConstraint) return CreatePrimaryKeyOp.fromConstraint(constraint);
  if (constraint instanceof UniqueConstraint) return CreateUniqueConstraintOp.fromConstraint(constraint);
  if (constraint instanceof ForeignKeyConstraint) return CreateForeignKeyOp.fromConstraint(constraint);
  if (constraint instanceof CheckConstraint) return CreateCheckConstraintOp.fromConstraint(constraint);
  if (constraint instanceof ExcludeConstraint) return CreateExcludeConstraintOp.fromConstraint(constraint);
  throw new TypeError(`A constraint of kind '${constraint.kind}' can't be added on its own`);
}
