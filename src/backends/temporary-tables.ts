import type { StatementRunner } from "../database/connection.js";
import type { ReflectedColumn } from "../dialects/inspector.js";

/**
 * Tables that only one session sees and that the server does not write to its disk, so that making one takes a fraction of
 * the time of a table in a scratch database. They are not in the catalogs, so only a part of a table can be read back.
 */
export interface TemporaryTables extends StatementRunner {
  /**
   * Makes a table of one column, reads the column and drops the table.
   *
   * @param createTable - the statement that makes it as a table that is not temporary.
   * @returns `undefined` if the server refuses the table, or might write the column differently in its catalogs.
   */
  readColumn(
    name: string,
    createTable: string,
  ): Promise<Pick<ReflectedColumn, "type" | "typeText" | "collation" | "default"> | undefined>;
  /**
   * Makes a table, reads the conditions of its CHECKs and drops the table.
   *
   * @returns the conditions by the names of the CHECKs; `undefined` as for {@link readColumn}.
   */
  readChecks(name: string, createTable: string): Promise<ReadonlyMap<string, string> | undefined>;
  /** Ends the session. */
  close(): Promise<void>;
}
