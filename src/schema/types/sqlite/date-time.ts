import { DateType, DateTime as GenericDateTime, Time as GenericTime } from "../date-time.js";
import { JsonType } from "../json-type.js";
import { type TypeNamespace, typeParameters } from "../type-engine.js";

/** Options of SQLite's dates and times. */
export interface StorageOptions {
  /** Python's format of the stored text; kept for the models. */
  readonly storageFormat?: string | null;
  readonly regexp?: string | null;
  /** Leave the fraction of a second out of the stored text. */
  readonly truncateMicroseconds?: boolean;
}

/** SQLite's DATETIME: text. */
export class DATETIME extends GenericDateTime {
  override readonly namespace: TypeNamespace = "sqlite";
  readonly options: StorageOptions;

  constructor(options: StorageOptions & { readonly timezone?: boolean } = {}) {
    const { timezone, ...kept } = options;
    super(timezone === undefined ? {} : { timezone });
    this.options = kept;
  }

  override get typeName(): string {
    return "DATETIME";
  }
  override parameters(): readonly unknown[] {
    return typeParameters([], { ...this.options });
  }
}

/** SQLite's DATE: text. */
export class DATE extends DateType {
  override readonly namespace: TypeNamespace = "sqlite";
  readonly options: StorageOptions;

  constructor(options: StorageOptions = {}) {
    super();
    this.options = options;
  }

  override get typeName(): string {
    return "DATE";
  }
  override parameters(): readonly unknown[] {
    return typeParameters([], { ...this.options });
  }
}

/** SQLite's TIME: text. */
export class TIME extends GenericTime {
  override readonly namespace: TypeNamespace = "sqlite";
  readonly options: StorageOptions;

  constructor(options: StorageOptions & { readonly timezone?: boolean } = {}) {
    const { timezone, ...kept } = options;
    super(timezone === undefined ? {} : { timezone });
    this.options = kept;
  }

  override get typeName(): string {
    return "TIME";
  }
  override parameters(): readonly unknown[] {
    return typeParameters([], { ...this.options });
  }
}

/** SQLite's JSON. */
export class SqliteJson extends JsonType {
  override readonly namespace: TypeNamespace = "sqlite";
}

/** SQLite's binary JSON. */
export class JSONB extends SqliteJson {
  override readonly visitName: string = "JSONB";
}

/** The dates and times of SQLite, by their names. */
export type DateTime = DATETIME | DATE | TIME;
