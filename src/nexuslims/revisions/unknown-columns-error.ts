import { AlembicError } from "../../index.js";
import { quoted } from "./quoted.js";

/**
 * A table has columns that are unknown to the revision that rebuilds it, and would be lost; nothing was changed.
 *
 * @example
 * ```ts
 * import { UnknownColumnsError } from "alembic-ts/nexuslims";
 *
 * const columnsToMove = (error: unknown): readonly string[] =>
 *   error instanceof UnknownColumnsError ? error.columns : [];
 * ```
 */
export class UnknownColumnsError extends AlembicError {
  readonly code: string = "nexuslims.unknown-columns";
  /** The table that has the columns. */
  readonly table: string;
  /** The columns' names. */
  readonly columns: readonly string[];

  constructor(table: string, columns: readonly string[], key: string) {
    const list = columns.map((column) => (/^\w+$/.test(column) ? column : quoted(column)));
    const [one, them] = columns.length === 1 ? ["a column", "it"] : ["columns", "them"];
    const drops = list.map((column) => `ALTER TABLE ${table} DROP COLUMN ${column};`).join(" ");
    super(
      `${table} has ${one} that NexusLIMS does not know, ${list.join(", ")}, which would be lost when the table is built ` +
        `anew. Move ${them} to another table, then run the command again; for example: ` +
        `CREATE TABLE ${table}_own AS SELECT ${key}, ${list.join(", ")} FROM ${table}; ${drops}`,
    );
    this.table = table;
    this.columns = columns;
  }
}
