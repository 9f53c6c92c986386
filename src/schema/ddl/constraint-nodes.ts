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

/** `ALTER TABLE … DROP CONSTRAINT`. */
export class DropConstraint extends DdlElement {
  readonly kind = "dropConstraint";
  readonly constraint: Constraint;
  readonly ifExists: boolean;
  readonly cascade: boolean;

  constructor(constraint: Constraint, options: { readonly ifExists?: boolean; readonly cascade?: boolean } = {}) {
    super();
    this.constraint = constraint;
    this.ifExists = options.ifExists ?? false;
    this.cascade = options.cascade ?? false;
  }
}
