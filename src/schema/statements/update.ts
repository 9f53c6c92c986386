import { ClauseElement } from "../elements/clause-element.js";
import type { TableClause } from "../schema-classes.js";
import type { RowValues } from "./insert.js";

/** `UPDATE table SET …`. */
export class Update extends ClauseElement {
  readonly kind = "update";
  readonly table: TableClause;
  /** New values by the columns' names; `null` sets the values of the call. */
  readonly row: RowValues | null;
  readonly criteria: readonly ClauseElement[];
  /** What the statement returns of each row that it changes. */
  readonly returned: readonly ClauseElement[];

  constructor(
    table: TableClause,
    row: RowValues | null = null,
    criteria: readonly ClauseElement[] = [],
    returned: readonly ClauseElement[] = [],
  ) {
    super();
    this.table = table;
    this.row = row;
    this.criteria = criteria;
    this.returned = returned;
  }

  /** New values by the columns' names; a value may be an expression. */
  values(row: RowValues): Update {
    return new Update(this.table, { ...this.row, ...row }, this.criteria, this.returned);
  }
  /** Only rows that fulfil all conditions. */
  where(...criteria: readonly ClauseElement[]): Update {
    return new Update(this.table, this.row, [...this.criteria, ...criteria], this.returned);
  }

  /** `RETURNING`: columns or expressions of the rows that are changed, or a table for all of its columns. */
  returning(...columns: readonly ClauseElement[]): Update {
    return new Update(this.table, this.row, this.criteria, [...this.returned, ...columns]);
  }
}
