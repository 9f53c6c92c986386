import { CheckConstraint } from "../schema/constraints/check-constraint.js";
import { Constraint } from "../schema/constraints/constraint.js";
import { ForeignKeyConstraint } from "../schema/constraints/foreign-key-constraint.js";
import { PrimaryKeyConstraint } from "../schema/constraints/primary-key-constraint.js";
import { UniqueConstraint } from "../schema/constraints/unique-constraint.js";
import type { ConstraintName } from "../schema/names/constraint-name.js";

/** A constraint of an unknown kind. */
class UnknownConstraint extends Constraint {
  readonly kind = "constraint";

  override copy(): UnknownConstraint {
    return new UnknownConstraint(this.optionsForCopy());
  }
}

/** A constraint with only a name, of the kind that Alembic's word names; `undefined` for an unknown word. */
export function placeholderConstraint(type: string | null, name: ConstraintName): Constraint | undefined {
  switch (type) {
    case "foreignkey":
      return new ForeignKeyConstraint([], [], { name });
    case "primary":
      return new PrimaryKeyConstraint({ name });
    case "unique":
      return new UniqueConstraint({ name });
    case "check":
      return new CheckConstraint("", { name });
    case null:
      return new UnknownConstraint({ name });
    default:
      return undefined;
  }
}
