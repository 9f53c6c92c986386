import type { Table } from "../table.js";
import { DdlElement } from "./ddl-element.js";

/** `DROP TABLE`. */
export class DropTable extends DdlElement {
  readonly kind = "dropTable";
  readonly table: Table;
  readonly ifExists: boolean;

  constructor(table: Table, options: { readonly ifExists?: boolean } = {}) {
    super();
    this.table = table;
    this.ifExists = options.ifExists ?? false;
  }
}
