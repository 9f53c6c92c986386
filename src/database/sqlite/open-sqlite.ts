import type { DriverConnection } from "../connection.js";
import type { DatabaseUrl } from "../database-url.js";
import type { OpenDatabaseOptions } from "../open-database.js";

/** Opens a SQLite database on sql.js: a real file, or one in memory. */
export async function openSqlite(_url: DatabaseUrl, _options: OpenDatabaseOptions): Promise<DriverConnection> {
  throw new Error("not there yet");
}
