import { ClauseElement } from "../../schema/elements/clause-element.js";
import type { TableClause } from "../../schema/table-clause.js";
import type { BulkRow } from "../directives/bulk-insert-op.js";

/** Rows to insert; how they travel is for the target to choose. */
export class BulkRows extends ClauseElement {
  readonly kind = "bulkRows";
  readonly table: TableClause;
  readonly rows: readonly BulkRow[];
  readonly multiinsert: boolean;

  constructor(table: TableClause, rows: readonly BulkRow[], multiinsert: boolean) {
    super();
    this.table = table;
    this.rows = rows;
    this.multiinsert = multiinsert;
  }
}
