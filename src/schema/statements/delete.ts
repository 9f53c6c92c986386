import { ClauseElement } from "../elements/clause-element.js";
import type { TableClause } from "../schema-classes.js";

/** `DELETE FROM table …`. */
export class Delete extends ClauseElement {
  readonly kind = "delete";
  readonly table: TableClause;
  readonly criteria: readonly ClauseElement[];

  constructor(table: TableClause, criteria: readonly ClauseElement[] = []) {
    super();
    this.table = table;
    this.criteria = criteria;
  }

  /** Only rows that fulfil all conditions. */
  where(...criteria: readonly ClauseElement[]): Delete {
    return new Delete(this.table, [...this.criteria, ...criteria]);
  }
}
