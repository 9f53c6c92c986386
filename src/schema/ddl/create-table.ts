import type { Table } from "../table.js";
import { DdlElement } from "./ddl-element.js";

/** `CREATE TABLE`; indexes and comments are nodes of their own, except where the table's statement carries them. */
export class CreateTable extends DdlElement {
  readonly kind = "createTable";
  readonly table: Table;
  readonly ifNotExists: boolean;

  constructor(table: Table, options: { readonly ifNotExists?: boolean } = {}) {
    super();
    this.table = table;
    this.ifNotExists = options.ifNotExists ?? false;
  }
}
