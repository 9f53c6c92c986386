import type { Column } from "../column.js";
import type { Table } from "../table.js";
import { DdlElement } from "./ddl-element.js";

/** Sets the comment of a table to `table.comment`. */
export class SetTableComment extends DdlElement {
  readonly kind = "setTableComment";
  readonly table: Table;

  constructor(table: Table) {
    super();
    this.table = table;
  }
}

/** Removes the comment of a table. */
export class DropTableComment extends DdlElement {
  readonly kind = "dropTableComment";
  readonly table: Table;

  constructor(table: Table) {
    super();
    this.table = table;
  }
}

/** Sets the comment of a column to `column.comment`; `null` removes it. */
export class SetColumnComment extends DdlElement {
  readonly kind = "setColumnComment";
  readonly column: Column;

  constructor(column: Column) {
    super();
    this.column = column;
  }
}
