import { ArgumentError } from "../../schema/arguments/argument-error.js";
import { optionKeys, requireKnownOptions } from "../../schema/arguments/option-keys.js";
import type { NamingConvention } from "../../schema/names/naming-convention.js";
import { type Table, type TableItem, type TableOptions, tableOptionKeys } from "../../schema/table.js";
import { type ReflectKeywords, reflectKeywordKeys, requireListeners } from "./reflect-keywords.js";

/** When a batch builds its table anew. */
export type Recreate = "auto" | "always" | "never";

/** Options of `op.batchAlterTable()`. */
export interface BatchAlterTableOptions {
  /** Schema of the table; left out, the default one. */
  readonly schema?: string | null | undefined;
  /** `auto`, the default, builds the table anew on SQLite where ALTER TABLE cannot do what is asked. */
  readonly recreate?: Recreate | undefined;
  /** The table as it is now, in place of reading it; an offline script needs it. */
  readonly copyFrom?: Table | null | undefined;
  /** Columns and constraints for the new table besides those of the old one; `recreate: "always"` makes sure of one. */
  readonly tableArgs?: readonly TableItem[] | undefined;
  /** Options for the new table, such as `{ sqliteAutoincrement: true }`; alone they do not make a batch build one. */
  readonly tableKwargs?: Omit<TableOptions, "schema"> | undefined;
  /** Columns, constraints and indexes that are taken in place of what is read, or besides it. */
  readonly reflectArgs?: readonly TableItem[] | undefined;
  /** How the table is read. */
  readonly reflectKwargs?: ReflectKeywords | undefined;
  /** Names for constraints that are read without one, so that they can be dropped by name; of columns, the old ones count. */
  readonly namingConvention?: NamingConvention | null | undefined;
  /** Lists of columns that come one after the other in the new table, by their old names; the others fall in between. */
  readonly partialReordering?: readonly (readonly string[])[] | null | undefined;
}

/** The names of {@link BatchAlterTableOptions}. */
export const batchAlterTableOptionKeys = optionKeys<BatchAlterTableOptions>({
  schema: true,
  recreate: true,
  copyFrom: true,
  tableArgs: true,
  tableKwargs: true,
  reflectArgs: true,
  reflectKwargs: true,
  namingConvention: true,
  partialReordering: true,
});

/**
 * Refuses options that a batch does not know.
 *
 * @throws {@link ArgumentError} otherwise, and when they are not in one object, as Alembic's are.
 */
export function requireKnownBatchOptions(options: BatchAlterTableOptions | string | null): void {
  if (options === null || typeof options === "string")
    throw new ArgumentError(
      `batchAlterTable() takes schema, recreate and the rest in one object, not one after the other: op.batchAlterTable("t", { schema: ${JSON.stringify(options)}, recreate: "always" }, async (batch) => { … })`,
    );
  requireKnownOptions("batchAlterTable", options, batchAlterTableOptionKeys);
  const { tableKwargs, reflectKwargs } = options;
  if (tableKwargs !== undefined) requireKnownOptions("tableKwargs of batchAlterTable", tableKwargs, tableOptionKeys);
  if (reflectKwargs !== undefined) {
    requireKnownOptions("reflectKwargs of batchAlterTable", reflectKwargs, reflectKeywordKeys);
    requireListeners(reflectKwargs);
  }
}
