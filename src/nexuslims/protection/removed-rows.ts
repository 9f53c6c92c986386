import type { Connection } from "../../index.js";
import { quoted } from "../revisions/quoted.js";

const UNITS: Readonly<Record<string, readonly [string, string]>> = {
  instruments: ["instrument", "instruments"],
  session_log: ["session log", "session logs"],
  upload_log: ["upload", "uploads"],
};

/**
 * The number of rows of each table that has some, and the tables that SQLite cannot read here, such as those of FTS5.
 */
export interface RowCounts {
  readonly counts: ReadonlyMap<string, number>;
  readonly uncounted: readonly string[];
}

/** Counts the rows of tables, without the version table. */
export async function countRows(connection: Connection, tables: readonly string[]): Promise<RowCounts> {
  const counts = new Map<string, number>();
  const uncounted: string[] = [];
  for (const table of tables) {
    if (table === "alembic_version") continue;
    try {
      const [row] = await connection.execute(`SELECT COUNT(*) AS n FROM ${quoted(table)}`);
      const rows = Number(row?.["n"] ?? 0);
      if (rows > 0) counts.set(table, rows);
    } catch (error) {
      // Only a table whose module is missing is skipped; a damaged one ends the run.
      if (!/no such module/i.test(error instanceof Error ? error.message : "")) throw error;
      uncounted.push(table);
    }
  }
  return { counts, uncounted };
}

/** `23 instruments and 2270 session logs were removed with their tables`, or `undefined` if no rows were removed. */
export function removedRows(before: ReadonlyMap<string, number>, tables: readonly string[]): string | undefined {
  const gone = [...before].filter(([table]) => !tables.includes(table));
  if (gone.length === 0) return undefined;
  const parts = gone.map(([table, rows]) => {
    const [one, many] = UNITS[table] ?? [`row of ${table}`, `rows of ${table}`];
    return `${rows} ${rows === 1 ? one : many}`;
  });
  const verb = gone.length === 1 && gone[0]?.[1] === 1 ? "was" : "were";
  return `${listed(parts)} ${verb} removed with ${gone.length === 1 ? "the table" : "their tables"}`;
}

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
