import type { DriverConnection } from "../database/connection.js";
import { type DatabaseUrl, parseDatabaseUrl } from "../database/database-url.js";
import type { OpenDatabaseOptions } from "../database/open-database-options.js";
import { loadOnlineBackend } from "./load-backend.js";

/**
 * Connects to a database.
 *
 * A SQLite file is not created or changed by this call, nor by statements that only read.
 *
 * @param url - a database URL such as `sqlite:///app.db`, `sqlite:////var/lib/app.db` or `sqlite://` (in memory).
 * @returns the open connection; close it after use.
 * @throws {DatabaseUrlError} when the URL is not understood.
 * @throws {OnlineUnsupportedError} when there is no driver for its dialect.
 * @throws {DatabaseError} when the database cannot be opened.
 * @example
 * ```ts
 * import { openDatabase } from "alembic-ts";
 *
 * const connection = await openDatabase("sqlite:///app.db?timeout=20");
 * try {
 *   const { rows } = await connection.execute("SELECT version_num FROM alembic_version");
 *   console.log(rows);
 * } finally {
 *   await connection.close();
 * }
 * ```
 */
export async function openDatabase(
  url: string | DatabaseUrl,
  options: OpenDatabaseOptions = {},
): Promise<DriverConnection> {
  const parsed = parseDatabaseUrl(url);
  const backend = await loadOnlineBackend(parsed.dialectName);
  return backend.open(parsed, options);
}
