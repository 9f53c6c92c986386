import type { BackupOptions, DriverConnection } from "../database/connection.js";
import { CommandError } from "../support/command-error.js";
import { findBackend } from "./load-backend.js";

/**
 * Writes a copy of the database that a connection is on, while other processes go on using it.
 *
 * Inside a transaction, before its first write, the copy is exactly the state that the transaction reads; of one that
 * began with `begin("immediate")` that is the state which it starts from. Outside of one it is the last committed state. The copy is written under a temporary
 * name, checked (`PRAGMA integrity_check`, and the number of rows of each table), synced to the disk and only then
 * given its name; it has the permissions of the original unless it is to be private. An existing file is never overwritten.
 *
 * @param path - the path of the copy; its folder must exist.
 * @throws {CommandError} when the backend of the database makes no backups.
 * @throws {DatabaseError} when the copy cannot be made or is not sound; nothing is left behind then.
 * @throws {DatabaseLockedError} when another process does not release the database.
 * @throws {InterruptedError} when the run is stopped meanwhile.
 * @example
 * ```ts
 * import { backup, openDatabase } from "alembic-ts";
 *
 * const connection = await openDatabase("sqlite:///app.db");
 * await backup(connection, "app-before.db", { onProgress: ({ done, total }) => console.log(`${done} of ${total}`) });
 * await connection.close();
 * ```
 */
export async function backup(connection: DriverConnection, path: string, options: BackupOptions = {}): Promise<void> {
  const backend = await findBackend(connection.dialectName);
  if (backend?.backup === undefined) {
    throw new CommandError(
      `alembic-ts makes no backups of a ${connection.dialectName} database; make one with the database's own tools`,
    );
  }
  await backend.backup(connection, path, options);
}
