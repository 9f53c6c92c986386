import type { ForeignKeyConstraint } from "../../schema/constraints/foreign-key-constraint.js";
import type { CompileState } from "../base/compile-state.js";
import { Constraints as BaseConstraints } from "../base/constraints.js";

/** Constraints as Oracle writes them: it has no ON UPDATE. */
export class Constraints extends BaseConstraints {
  protected override onUpdate({ onupdate }: ForeignKeyConstraint, state: CompileState): string {
    if (onupdate !== null) {
      state.warn(
        "Oracle Database does not contain native UPDATE CASCADE functionality - onupdates will not be rendered for foreign keys.  Consider using deferrable=True, initially='deferred' or triggers.",
      );
    }
    return "";
  }
}
