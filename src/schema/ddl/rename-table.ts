import { DdlElement } from "./ddl-element.js";

/** Gives a table another name. */
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
