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

/** Renames a table. */
export class RenameTable extends DdlElement {
  readonly kind = "renameTable";
  readonly tableName: string;
  readonly newTableName: string;
  readonly schema: string | null;

  constructor(tableName: string, newTableName: string, options: { readonly schema?: string | null } = {}) {
    super();
    this.tableName = tableName;
    this.newTableName = newTableName;
    this.schema = options.schema ?? null;
  }
}
