import type { Column } from "../../schema/column.js";
import { AddColumn, type AddColumnOptions } from "../../schema/ddl/add-column.js";

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
