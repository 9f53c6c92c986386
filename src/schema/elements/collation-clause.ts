import { ClauseElement } from "./clause-element.js";

/** Name of a collation, on the right of COLLATE. */
export class CollationClause extends ClauseElement {
  readonly kind = "collation";
  readonly collation: string;

  constructor(collation: string) {
    super();
    this.collation = collation;
  }
}
