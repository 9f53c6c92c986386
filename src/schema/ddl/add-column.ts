import type { Column } from "../column.js";
import { DdlElement } from "./ddl-element.js";

/** Options of {@link AddColumn}. */
export interface AddColumnOptions {
  readonly schema?: string | null;
  readonly ifNotExists?: boolean;
  /** Write the column's one foreign key behind the column. */
  readonly inlineReferences?: boolean;
  /** Write `PRIMARY KEY` behind the column. */
  readonly inlinePrimaryKey?: boolean;
}

/**
 * `ALTER TABLE … ADD COLUMN`. The column belongs to a table, so that its foreign keys and its primary key are known;
 * its constraints, its index and, where the statement cannot carry it, its comment are nodes of their own.
 */
export class AddColumn extends DdlElement {
  readonly kind = "addColumn";
  readonly tableName: string;
  readonly column: Column;
  readonly schema: string | null;
  readonly ifNotExists: boolean;
  readonly inlineReferences: boolean;
  readonly inlinePrimaryKey: boolean;

  constructor(tableName: string, column: Column, options: AddColumnOptions = {}) {
    super();
    this.tableName = tableName;
    this.column = column;
    this.schema = options.schema ?? null;
    this.ifNotExists = options.ifNotExists ?? false;
    this.inlineReferences = options.inlineReferences ?? false;
    this.inlinePrimaryKey = options.inlinePrimaryKey ?? false;
  }
}
