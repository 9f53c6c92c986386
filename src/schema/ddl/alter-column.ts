import type { Autoincrement, ServerDefaultInput } from "../column.js";
import type { TypeEngine } from "../types/type-engine.js";
import { DdlElement } from "./ddl-element.js";

/**
 * What one call of `alterColumn` asks for. A part that is left out stays as it is; `null` for `serverDefault` and
 * `comment` takes them away.
 */
export interface AlterColumnOptions {
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
  /** PostgreSQL: how old values become new ones when the type changes. */
  readonly postgresqlUsing?: string | undefined;
}

/** One call of `alterColumn`; a dialect makes a list of statements of it. */
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
