import type { ConstraintName } from "../../schema/constraint-name.js";
import type { Constraint } from "../../schema/constraints/constraint.js";
import type { SchemaContext } from "../schema-objects.js";
import { type DiffTuple, MigrateOperation } from "./migrate-operation.js";

/** An operation that adds a constraint to a table. */
export abstract class AddConstraintOp extends MigrateOperation {
  /** What kind of constraint it is, in Alembic's word. */
  abstract readonly constraintType: string;
  abstract readonly constraintName: ConstraintName;

  /** The constraint as a schema object, named by the convention of the run's metadata. */
  abstract toConstraint(context?: SchemaContext): Constraint;

  override toDiffTuple(): DiffTuple {
    return ["add_constraint", this.toConstraint()];
  }
}
