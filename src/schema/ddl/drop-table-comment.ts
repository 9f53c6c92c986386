import type { Table } from "../table.js";
import { DdlElement } from "./ddl-element.js";

/** Takes the comment of a table away. */
export class DropTableComment extends DdlElement {
  readonly kind = "dropTableComment";
  readonly table: Table;

  constructor(table: Table) {
    super();
    this.table = table;
  }
}
