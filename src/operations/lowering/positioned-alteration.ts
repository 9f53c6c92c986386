import { AlterColumn, type AlterColumnOptions } from "../../schema/ddl/alter-column.js";

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
