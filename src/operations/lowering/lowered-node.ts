import type { Column } from "../../schema/column.js";
import {
  AddColumn,
  type AddColumnOptions,
  AlterColumn,
  type AlterColumnOptions,
} from "../../schema/ddl/column-nodes.js";
import type { DdlNode } from "../../schema/ddl/ddl-node.js";
import { ClauseElement, type Executable } from "../../schema/elements/clause-element.js";
import type { TableClause } from "../../schema/table-clause.js";
import type { BulkRow } from "../directives/bulk-insert-op.js";

/**
 * What a directive is lowered to: a schema change, rows to insert, the drop of an unnamed constraint, or a statement that
 * the script gave.
 */
export type LoweredNode = DdlNode | BulkRows | UnnamedConstraint | Executable;

/** A new column that a batch puts beside another one. */
export class PositionedColumn extends AddColumn {
  readonly insertBefore: string | null;
  readonly insertAfter: string | null;

  constructor(
    tableName: string,
    column: Column,
    options: AddColumnOptions,
    insertBefore: string | null,
    insertAfter: string | null,
  ) {
    super(tableName, column, options);
    this.insertBefore = insertBefore;
    this.insertAfter = insertAfter;
  }
}

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

/** A change of a column that a batch also puts beside another one. */
export class PositionedAlteration extends AlterColumn {
  readonly insertBefore: string | null;
  readonly insertAfter: string | null;

  constructor(
    tableName: string,
    columnName: string,
    options: AlterColumnOptions,
    insertBefore: string | null,
    insertAfter: string | null,
  ) {
    super(tableName, columnName, options);
    this.insertBefore = insertBefore;
    this.insertAfter = insertAfter;
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
