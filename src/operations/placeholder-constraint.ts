import { CheckConstraint } from "../schema/constraints/check-constraint.js";
import { Constraint } from "../schema/constraints/constraint.js";
import { ForeignKeyConstraint } from "../schema/constraints/foreign-key-constraint.js";
import { PrimaryKeyConstraint } from "../schema/constraints/primary-key-constraint.js";
import { UniqueConstraint } from "../schema/constraints/unique-constraint.js";
import type { ConstraintName } from "../schema/names/constraint-name.js";

/** A constraint of a kind that was not said. */
class UnknownConstraint extends Constraint {
  readonly kind = "constraint";

  override copy(): UnknownConstraint {
    return new UnknownConstraint(this.optionsForCopy());
  }
}

/** A constraint of a kind, as Alembic's word for it, with nothing but a name; `undefined` for another word. */
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
