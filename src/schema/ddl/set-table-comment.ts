import type { Table } from "../table.js";
import { DdlElement } from "./ddl-element.js";

/** Sets the comment of a table to what `table.comment` says. */
export class SetTableComment extends DdlElement {
  readonly kind = "setTableComment";
  readonly table: Table;

  constructor(table: Table) {
    super();
    this.table = table;
  }
}
