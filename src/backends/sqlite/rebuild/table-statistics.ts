import type { Row } from "../../../database/connection.js";
import type { RebuildSession } from "./rebuild-session.js";

/** The statistics of ANALYZE about a table, which SQLite deletes when the table is dropped. */
export interface TableStatistics {
  readonly list: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** Reads the statistics of a table. */
export async function readStatistics(session: RebuildSession): Promise<readonly TableStatistics[]> {
  const { rows: lists } = await session.read(
    `SELECT name FROM ${session.prefix}sqlite_master WHERE name IN ('sqlite_stat1', 'sqlite_stat4')`,
  );
  const found: TableStatistics[] = [];
  for (const row of lists) {
    const list = `${session.prefix}${String(row["name"])}`;
    const { columns, rows } = await session.read(`SELECT * FROM ${list} WHERE tbl = :table COLLATE NOCASE`, {
      table: session.tableName,
    });
    if (rows.length > 0) found.push({ list, columns, rows });
  }
  return found;
}

/** Writes back those that still apply: of the table itself and of existing indexes. */
export async function writeStatistics(session: RebuildSession, statistics: readonly TableStatistics[]): Promise<void> {
  for (const { list, columns, rows } of statistics) {
    const values = columns.map((column) => `:${column}`).join(", ");
    for (const row of rows)
      await session.run(
        `INSERT INTO ${list} (${columns.join(", ")}) SELECT ${values} WHERE :idx IS NULL OR EXISTS (SELECT 1 FROM ${session.prefix}sqlite_master WHERE type = 'index' AND name = :idx)`,
        row,
      );
  }
}
