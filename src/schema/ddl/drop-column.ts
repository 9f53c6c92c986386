import { DdlElement } from "./ddl-element.js";

/** Options of {@link DropColumn}. */
export interface DropColumnOptions {
  readonly schema?: string | null;
  readonly ifExists?: boolean;
  /** SQL Server: drop the column's default, CHECK or foreign key first. */
  readonly mssqlDropDefault?: boolean;
  readonly mssqlDropCheck?: boolean;
  readonly mssqlDropForeignKey?: boolean;
}

/** `ALTER TABLE … DROP COLUMN`. */
export class DropColumn extends DdlElement {
  readonly kind = "dropColumn";
  readonly tableName: string;
  readonly columnName: string;
  readonly schema: string | null;
  readonly ifExists: boolean;
  readonly mssqlDropDefault: boolean;
  readonly mssqlDropCheck: boolean;
  readonly mssqlDropForeignKey: boolean;

  constructor(tableName: string, columnName: string, options: DropColumnOptions = {}) {
    super();
    this.tableName = tableName;
    this.columnName = columnName;
    this.schema = options.schema ?? null;
    this.ifExists = options.ifExists ?? false;
    this.mssqlDropDefault = options.mssqlDropDefault ?? false;
    this.mssqlDropCheck = options.mssqlDropCheck ?? false;
    this.mssqlDropForeignKey = options.mssqlDropForeignKey ?? false;
  }
}
