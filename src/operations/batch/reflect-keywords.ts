import { ArgumentError } from "../../schema/arguments/argument-error.js";
import { optionKeys } from "../../schema/arguments/option-keys.js";
import { showArgument } from "../../schema/arguments/show-argument.js";
import type { TypeInput } from "../../schema/types/type-engine.js";

/** A column that was read, as a listener may change it. */
export interface ColumnInfo {
  readonly name: string;
  type: TypeInput;
  nullable: boolean;
  /** The default as SQL text, or `null`. */
  default: string | null;
}

/**
 * Called with each column that is read from the database; its changes apply to the new table. SQLAlchemy calls its own
 * with the inspector and the table before it.
 */
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

/**
 * Refuses listeners that a batch cannot call.
 *
 * @throws {@link ArgumentError} when the event is another one, or the listener takes SQLAlchemy's three arguments.
 */
export function requireListeners({ listeners = [] }: ReflectKeywords): void {
  for (const [event, listen] of listeners) {
    if (event !== "column_reflect")
      throw new ArgumentError(
        `A listener of batchAlterTable is one of 'column_reflect', not of ${showArgument(event as unknown)}`,
      );
    if (typeof listen !== "function")
      throw new ArgumentError(`A column_reflect listener is a function, not ${showArgument(listen as unknown)}`);
    if (listen.length > 2)
      throw new ArgumentError(
        "A column_reflect listener takes (column, tableName), not (inspector, table, columnInfo) as in SQLAlchemy: the column comes first",
      );
  }
}
