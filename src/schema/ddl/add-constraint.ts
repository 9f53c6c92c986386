import type { Constraint } from "../constraints/constraint.js";
import { DdlElement } from "./ddl-element.js";

/** `ALTER TABLE … ADD CONSTRAINT`. */
export class AddConstraint extends DdlElement {
  readonly kind = "addConstraint";
  readonly constraint: Constraint;

  constructor(constraint: Constraint) {
    super();
    this.constraint = constraint;
  }
}
