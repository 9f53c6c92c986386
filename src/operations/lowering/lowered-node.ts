import type { DdlNode } from "../../schema/ddl/ddl-node.js";
import { ClauseElement, type Executable } from "../../schema/elements/clause-element.js";
import type { TableClause } from "../../schema/table-clause.js";
import type { BulkRow } from "../directives/bulk-insert-op.js";

/**
 * The result of lowering a directive: a schema change, rows to insert, the drop of an unnamed constraint, or a
 * statement that the script gave.
 */
export type LoweredNode = DdlNode | BulkRows | UnnamedConstraint | Executable;

/** Rows to insert; the target chooses how to send them. */
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
