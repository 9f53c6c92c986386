import { Connection } from "../runtime/connection.js";
import { CommandError } from "../support/command-error.js";
import type { SqlJs } from "./sql-js.js";
import { SqlJsBackend } from "./sql-js-backend.js";
import { SqlJsConnection } from "./sql-js-connection.js";

/**
 * Opens a SQLite database in the memory of the page.
 *
 * @param sqlJs the result of `initSqlJs()` of the package sql.js.
 * @param bytes the contents of a database file; by default the database is empty.
 * @returns the open connection; close it after use.
 * @example
 * ```ts
 * import { openMemoryDatabase, type SqlJs } from "alembic-ts/browser";
 *
 * declare const sqlJs: SqlJs; // await initSqlJs()
 *
 * const connection = await openMemoryDatabase(sqlJs);
 * await connection.execute("CREATE TABLE account (id INTEGER PRIMARY KEY)");
 * await connection.close();
 * ```
 */
export async function openMemoryDatabase(sqlJs: SqlJs, bytes?: Uint8Array): Promise<Connection> {
  const backend = new SqlJsBackend(sqlJs);
  return new Connection(backend.openBytes(bytes), backend);
}

/**
 * Copies a database that {@link openMemoryDatabase} opened.
 *
 * The copy resets the pragmas that were set on the connection.
 *
 * @returns the contents of the database, in the format of a database file.
 * @throws {@link CommandError} if the connection is to another kind of database, or a transaction is open.
 * @example
 * ```ts
 * import { memoryDatabaseBytes, openMemoryDatabase, type SqlJs } from "alembic-ts/browser";
 *
 * declare const sqlJs: SqlJs; // await initSqlJs()
 *
 * const bytes = memoryDatabaseBytes(await openMemoryDatabase(sqlJs));
 * const copy = await openMemoryDatabase(sqlJs, bytes);
 * ```
 */
export function memoryDatabaseBytes({ driver }: Connection): Uint8Array {
  if (!(driver instanceof SqlJsConnection)) throw new CommandError("Only a database in memory can be copied as bytes");
  if (driver.inTransaction) throw new CommandError("A database can't be copied while a transaction is open");
  return driver.export();
}
