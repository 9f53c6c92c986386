import type { ForeignKeyConstraint } from "../../schema/constraints/foreign-key-constraint.js";
import { Constraints as BaseConstraints } from "../base/constraints.js";

/** Constraints as Oracle writes them: it has no ON UPDATE. */
export class Constraints extends BaseConstraints {
  protected override onUpdate(_constraint: ForeignKeyConstraint): string {
    return "";
  }
}
