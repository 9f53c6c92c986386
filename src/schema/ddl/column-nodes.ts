import type { Autoincrement, Column, ServerDefaultInput } from "../column.js";
import type { AlterColumnDialectOptions, DropColumnDialectOptions } from "../keywords/column-dialect-options.js";
import type { TypeEngine } from "../types/type-engine.js";
import { DdlElement } from "./ddl-element.js";

/** Where a batch puts a column: beside another one. ALTER TABLE cannot do it. */
export interface ColumnPosition {
  readonly insertBefore: string | null;
  readonly insertAfter: string | null;
}

/** Options of {@link AddColumn}. */
export interface AddColumnOptions {
  readonly schema?: string | null;
  readonly ifNotExists?: boolean;
  /** Write the column's only foreign key after the column. */
  readonly inlineReferences?: boolean;
  /** Write `PRIMARY KEY` after the column. */
  readonly inlinePrimaryKey?: boolean;
  /** Where a batch puts the column; at the end where it is left out. */
  readonly position?: ColumnPosition | undefined;
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
  readonly position: ColumnPosition | undefined;

  constructor(tableName: string, column: Column, options: AddColumnOptions = {}) {
    super();
    this.tableName = tableName;
    this.column = column;
    this.schema = options.schema ?? null;
    this.ifNotExists = options.ifNotExists ?? false;
    this.inlineReferences = options.inlineReferences ?? false;
    this.inlinePrimaryKey = options.inlinePrimaryKey ?? false;
    this.position = options.position;
  }
}

/**
 * The changes of one `alterColumn` call. What is left out does not change. `null` for `serverDefault` or `comment`
 * removes it.
 *
 */
export interface AlterColumnOptions extends AlterColumnDialectOptions {
  readonly schema?: string | null;
  readonly nullable?: boolean | undefined;
  readonly serverDefault?: ServerDefaultInput | undefined;
  readonly newColumnName?: string | undefined;
  readonly type?: TypeEngine | undefined;
  readonly comment?: string | null | undefined;
  readonly autoincrement?: Autoincrement | undefined;
  readonly existingType?: TypeEngine | undefined;
  readonly existingServerDefault?: ServerDefaultInput | undefined;
  readonly existingNullable?: boolean | undefined;
  readonly existingComment?: string | null | undefined;
  readonly existingAutoincrement?: Autoincrement | undefined;
  /** Where a batch puts the column; it stays where it is if this is left out. */
  readonly position?: ColumnPosition | undefined;
}

/** One `alterColumn` call. A dialect compiles it to a list of statements. */
export class AlterColumn extends DdlElement {
  readonly kind = "alterColumn";
  readonly tableName: string;
  readonly columnName: string;
  readonly options: AlterColumnOptions;

  constructor(tableName: string, columnName: string, options: AlterColumnOptions = {}) {
    super();
    this.tableName = tableName;
    this.columnName = columnName;
    this.options = options;
  }

  get schema(): string | null {
    return this.options.schema ?? null;
  }
}

/** Options of {@link DropColumn}. */
export interface DropColumnOptions extends DropColumnDialectOptions {
  readonly schema?: string | null;
  readonly ifExists?: boolean;
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
  /** Keywords of dialects that are not built in. */
  readonly dialectOptions: Readonly<Record<string, unknown>>;

  constructor(tableName: string, columnName: string, options: DropColumnOptions = {}) {
    super();
    this.tableName = tableName;
    this.columnName = columnName;
    this.schema = options.schema ?? null;
    this.ifExists = options.ifExists ?? false;
    this.mssqlDropDefault = options.mssqlDropDefault ?? false;
    this.mssqlDropCheck = options.mssqlDropCheck ?? false;
    this.mssqlDropForeignKey = options.mssqlDropForeignKey ?? false;
    this.dialectOptions = options.dialectOptions ?? {};
  }
}
