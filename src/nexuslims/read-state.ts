import { DatabaseUrl, openDatabase } from "../index.js";

/** What a file says of itself. */
export interface DatabaseState {
  /** The rows of its version table; none is no stamp. */
  readonly heads: readonly string[];
  /** The names of its tables, the version table among them. */
  readonly tables: readonly string[];
}

/** Reads the state of a file, under a lock that is held for as long as the read. */
export async function readState(path: string): Promise<DatabaseState> {
  const connection = await openDatabase(new DatabaseUrl({ driverName: "sqlite", database: path }), { readOnly: true });
  try {
    const found = await connection.execute(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    );
    const tables = found.rows.map((row) => String(row["name"]));
    if (!tables.includes("alembic_version")) return { heads: [], tables };
    const { rows } = await connection.execute("SELECT version_num FROM alembic_version ORDER BY version_num");
    return { heads: rows.map((row) => String(row["version_num"])), tables };
  } finally {
    await connection.close();
  }
}
