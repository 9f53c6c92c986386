import { optionKeys } from "../../arguments/option-keys.js";
import { DateType, DateTime as GenericDateTime, Time, type TimezoneOptions } from "../date-time.js";
import { JsonType } from "../json-type.js";
import type { TypeMaker } from "../named-type.js";
import { type TypeNamespace, typeParameters } from "../type-engine.js";

/** Options of SQLite's dates and times. */
export interface StorageOptions {
  /** Python's format of the stored text; kept for the models. */
  readonly storageFormat?: string | null;
  readonly regexp?: string | null;
  /** Leave the fraction of a second out of the stored text. */
  readonly truncateMicroseconds?: boolean;
}

/** A date or time of SQLite: one that is stored as text. */
export interface SqliteDate extends DateType {
  readonly options: StorageOptions;
}

type StoredTimeOptions = StorageOptions & TimezoneOptions;

/** The names of {@link StorageOptions}. */
export const storageOptionKeys = optionKeys<StorageOptions>({
  storageFormat: true,
  regexp: true,
  truncateMicroseconds: true,
});

/** The names of the options of SQLite's dates with a time. */
export const storedTimeOptionKeys = optionKeys<StoredTimeOptions>({ ...storageOptionKeys.names, timezone: true });

/** The base of SQLite's dates and times; each extends the generic type of its kind. */
function storedAsText(
  parent: TypeMaker<[options: TimezoneOptions], Time>,
  name: string,
): TypeMaker<[options?: StoredTimeOptions], SqliteDate & Time>;
function storedAsText(parent: TypeMaker<[], DateType>, name: string): TypeMaker<[options?: StorageOptions], SqliteDate>;
function storedAsText(
  parent: TypeMaker<[options: TimezoneOptions], DateType>,
  name: string,
): TypeMaker<[options?: StoredTimeOptions], SqliteDate> {
  return class extends parent {
    override readonly namespace: TypeNamespace = "sqlite";
    readonly options: StorageOptions;

    constructor(options: StoredTimeOptions = {}) {
      const { timezone, ...kept } = options;
      super(timezone === undefined ? {} : { timezone });
      this.options = kept;
    }

    override get typeName(): string {
      return name;
    }
    override parameters(): readonly unknown[] {
      return typeParameters([], { ...this.options });
    }
  };
}

/** SQLite's DATETIME: text. */
export class DATETIME extends storedAsText(GenericDateTime, "DATETIME") {}

/** SQLite's DATE: text. */
export class DATE extends storedAsText(DateType, "DATE") {}

/** SQLite's TIME: text. */
export class TIME extends storedAsText(Time, "TIME") {}

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
