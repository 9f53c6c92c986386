import { optionKeys } from "../../schema/option-keys.js";
import type { TypeInput } from "../../schema/types/type-engine.js";

/** A column that was read, as a listener may change it. */
export interface ColumnInfo {
  readonly name: string;
  type: TypeInput;
  nullable: boolean;
  /** The default as SQL text, or `null`. */
  default: string | null;
}

/** Called with each column that is read from the database; what it changes is taken for the new table. */
export type ColumnReflectListener = (column: ColumnInfo, tableName: string) => void;

/** How a batch reads its table. */
export interface ReflectKeywords {
  /** Listeners by event, as SQLAlchemy has them; the event is `column_reflect`. */
  readonly listeners?: readonly (readonly ["column_reflect", ColumnReflectListener])[] | undefined;
  /** Reads these columns only; the others are gone from the new table. */
  readonly includeColumns?: readonly string[] | undefined;
}

/** The names of {@link ReflectKeywords}. */
export const reflectKeywordKeys = optionKeys<ReflectKeywords>({ listeners: true, includeColumns: true });
