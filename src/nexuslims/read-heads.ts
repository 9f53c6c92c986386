import { DatabaseUrl, openDatabase } from "../index.js";

/** The rows of a file's version table, read under a lock that is held for as long as the read; none is no stamp. */
export async function readHeads(path: string): Promise<readonly string[]> {
  const connection = await openDatabase(new DatabaseUrl({ driverName: "sqlite", database: path }), { readOnly: true });
  try {
    const { rows: tables } = await connection.execute(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'",
    );
    if (tables.length === 0) return [];
    const { rows } = await connection.execute("SELECT version_num FROM alembic_version ORDER BY version_num");
    return rows.map((row) => String(row["version_num"]));
  } finally {
    await connection.close();
  }
}

/** Version rows as one word for a message: `none` where nothing is stamped. */
export const namedHeads = (heads: readonly string[]): string => (heads.length === 0 ? "none" : heads.join(", "));
