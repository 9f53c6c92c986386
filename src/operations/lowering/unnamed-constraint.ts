import { ClauseElement } from "../../schema/elements/clause-element.js";

/** A constraint to drop that has no name and is found by its kind and columns; only a batch can carry it out. */
export class UnnamedConstraint extends ClauseElement {
  readonly kind = "unnamedConstraint";
  readonly tableName: string;
  readonly constraintType: string | null;
  readonly columns: readonly string[];

  constructor(tableName: string, constraintType: string | null, columns: readonly string[]) {
    super();
    this.tableName = tableName;
    this.constraintType = constraintType;
    this.columns = columns;
  }
}
