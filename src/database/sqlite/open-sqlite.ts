import type { DriverConnection } from "../connection.js";
import type { DatabaseUrl } from "../database-url.js";
import type { OpenDatabaseOptions } from "../open-database.js";
import { sharedSqlJs } from "./load-sql-js.js";
import { resolveLinks } from "./resolve-links.js";
import { SqliteConnection } from "./sqlite-connection.js";
import { SqliteFile } from "./sqlite-file.js";
import { sqliteTarget } from "./sqlite-target.js";
import { targetStorage, unlockedStorage } from "./target-storage.js";

/** Opens a SQLite database on sql.js: a real file, or one in memory. */
export async function openSqlite(url: DatabaseUrl, options: OpenDatabaseOptions): Promise<DriverConnection> {
  const target = sqliteTarget(url, options);
  const path = target.path === undefined ? undefined : resolveLinks(target.path, target.mustExist);
  if (path !== undefined && target.withoutLocks) {
    const warn = options.onWarning ?? ((message: string) => process.emitWarning(message, "UnlockedDatabaseWarning"));
    warn(
      `${path} is used without locks (locking=none): another program that writes to it at the same time can destroy it.`,
    );
  }
  const api = await sharedSqlJs();
  const file = new SqliteFile({
    api,
    storage: targetStorage(target),
    unlockedStorage: unlockedStorage(),
    path,
    isReadOnly: target.readOnly,
  });
  return new SqliteConnection(file, { url, timeout: target.timeout, onWait: options.onWait });
}
