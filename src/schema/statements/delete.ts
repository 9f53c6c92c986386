import { ClauseElement } from "../elements/clause-element.js";
import type { TableClause } from "../schema-classes.js";

/** `DELETE FROM table …`. */
export class Delete extends ClauseElement {
  readonly kind = "delete";
  readonly table: TableClause;
  readonly criteria: readonly ClauseElement[];
  /** What the statement returns of each row that it deletes. */
  readonly returned: readonly ClauseElement[];

  constructor(table: TableClause, criteria: readonly ClauseElement[] = [], returned: readonly ClauseElement[] = []) {
    super();
    this.table = table;
    this.criteria = criteria;
    this.returned = returned;
  }

  /** Only rows that fulfil all conditions. */
  where(...criteria: readonly ClauseElement[]): Delete {
    return new Delete(this.table, [...this.criteria, ...criteria], this.returned);
  }

  /** `RETURNING`: columns or expressions of the rows that are deleted, or a table for all of its columns. */
  returning(...columns: readonly ClauseElement[]): Delete {
    return new Delete(this.table, this.criteria, [...this.returned, ...columns]);
  }
}
