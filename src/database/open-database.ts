import type { DriverConnection, LockWait } from "./connection.js";
import { type DatabaseUrl, parseDatabaseUrl } from "./database-url.js";
import { OnlineUnsupportedError } from "./online-unsupported-error.js";

/** How a database is opened. */
export interface OpenDatabaseOptions {
  /** Milliseconds to wait for another process to let go; default: `timeout=` of the URL in seconds, else 5,000. */
  readonly timeout?: number | undefined;
  /** Refuse every statement that writes; default: whether the URL says `mode=ro`. */
  readonly readOnly?: boolean | undefined;
  /** Called once for each wait that is long enough to be noticed; default: nobody is told. */
  readonly onWait?: ((wait: LockWait) => void) | undefined;
  /** Called with a sentence about a risk, such as a database that is opened without locks; default: a warning of the process. */
  readonly onWarning?: ((message: string) => void) | undefined;
}

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
  const driver = Object.hasOwn(DRIVERS, parsed.dialectName) ? DRIVERS[parsed.dialectName] : undefined;
  if (driver === undefined) throw new OnlineUnsupportedError(parsed.dialectName);
  return (await driver())(parsed, options);
}

type OpenDriver = (url: DatabaseUrl, options: OpenDatabaseOptions) => Promise<DriverConnection>;

/** Drivers by dialect; only the one in use is loaded. */
const DRIVERS: Readonly<Record<string, () => Promise<OpenDriver>>> = {
  sqlite: async () => (await import("./sqlite/open-sqlite.js")).openSqlite,
};
