import { ArgumentError } from "../../schema/arguments/argument-error.js";
import { optionKeys, requireKnownOptions } from "../../schema/arguments/option-keys.js";
import type { NamingConvention } from "../../schema/names/naming-convention.js";
import { type Table, type TableItem, type TableOptions, tableOptionKeys } from "../../schema/table.js";
import { type ReflectKeywords, reflectKeywordKeys, requireListeners } from "./reflect-keywords.js";

/** When a batch builds its table anew. */
export type Recreate = "auto" | "always" | "never";

/** Options of `op.batchAlterTable()`. */
export interface BatchAlterTableOptions {
  /** Schema of the table; without it, the default schema. */
  readonly schema?: string | null | undefined;
  /** `auto`, the default, builds the table anew on SQLite where ALTER TABLE cannot make the change. */
  readonly recreate?: Recreate | undefined;
  /** The table as it is now, in place of reading it; an offline script needs it. */
  readonly copyFrom?: Table | null | undefined;
  /**
   * Columns and constraints for the new table in addition to those of the old one; `recreate: "always"` makes sure that
   * a new table is built.
   */
  readonly tableArgs?: readonly TableItem[] | undefined;
  /**
   * Options for the new table, such as `{ sqliteAutoincrement: true }`; alone they do not make a batch build a new
   * table.
   */
  readonly tableKwargs?: Omit<TableOptions, "schema"> | undefined;
  /** Columns, constraints and indexes that replace those that are read, or are added to them. */
  readonly reflectArgs?: readonly TableItem[] | undefined;
  /** How the table is read. */
  readonly reflectKwargs?: ReflectKeywords | undefined;
  /**
   * Names for constraints that are read without one, so that they can be dropped by name. They are made of the old
   * names of columns.
   */
  readonly namingConvention?: NamingConvention | null | undefined;
  /**
   * Lists of columns that follow one another in the new table, by their old names; other columns may come between them.
   */
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
