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

  constructor(table: TableClause, row: RowValues | null = null, criteria: readonly ClauseElement[] = []) {
    super();
    this.table = table;
    this.row = row;
    this.criteria = criteria;
  }

  /** New values by the columns' names; a value may be an expression. */
  values(row: RowValues): Update {
    return new Update(this.table, { ...this.row, ...row }, this.criteria);
  }
  /** Only rows that fulfil all conditions. */
  where(...criteria: readonly ClauseElement[]): Update {
    return new Update(this.table, this.row, [...this.criteria, ...criteria]);
  }
}
