import { DatabaseUrl, openDatabase } from "../../index.js";
import { damagedMessage } from "../protection/damaged-message.js";
import { DatabaseFileError } from "./database-file-error.js";
import type { DatabasePath } from "./database-path.js";

/** The state of a database file. */
export interface DatabaseState {
  /** The rows of its version table; empty without a stamp. */
  readonly heads: readonly string[];
  /**
   * The names of its tables, the version table among them, in small letters, because SQLite ignores letter case in
   * names.
   */
  readonly tables: readonly string[];
}

/**
 * Reads the state of a file, under a lock that is held for as long as the read.
 *
 * @throws {DatabaseFileError} where the file is damaged.
 */
export async function readState(database: DatabasePath): Promise<DatabaseState> {
  try {
    return await read(database.path);
  } catch (error) {
    const damaged = damagedMessage(error, database);
    throw damaged === undefined ? error : new DatabaseFileError(database.path, damaged, { cause: error });
  }
}

async function read(path: string): Promise<DatabaseState> {
  const connection = await openDatabase(new DatabaseUrl({ driverName: "sqlite", database: path }), { readOnly: true });
  try {
    const found = await connection.execute(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    );
    const tables = found.rows.map((row) => String(row["name"]).toLowerCase());
    if (!tables.includes("alembic_version")) return { heads: [], tables };
    const { rows } = await connection.execute("SELECT version_num FROM alembic_version ORDER BY version_num");
    return { heads: rows.map((row) => String(row["version_num"])), tables };
  } finally {
    await connection.close();
  }
}
