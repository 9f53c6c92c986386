import { statSync } from "node:fs";
import { quotedPath } from "../../support/printable.js";
import type { DatabaseUrl } from "../database-url.js";
import type { OpenDatabaseOptions } from "../open-database-options.js";
import { noFileLocks } from "./locks/file-locks.js";
import { LazyFileLocks } from "./locks/lazy-file-locks.js";
import { systemFileLocks } from "./locks/system-file-locks.js";
import { SqliteConnection } from "./sqlite-connection.js";
import { SqliteFile } from "./sqlite-file.js";
import { type SqliteTarget, sqliteTarget } from "./sqlite-target.js";
import { systemFileCalls } from "./storage/file-calls.js";
import type { FileStorage } from "./storage/file-storage.js";
import { checkHardLinks } from "./storage/hard-links.js";
import { NodeFileStorage } from "./storage/node-file-storage.js";
import { OpenFileTable } from "./storage/open-file-table.js";
import { resolveLinks } from "./storage/resolve-links.js";
import type { MemoryMaps } from "./storage/shared-memory.js";
import { systemMemoryMaps } from "./wal-index/system-memory-maps.js";
import { sharedSqlJs } from "./wasm/load-sql-js.js";

/** The descriptors and locks of this process: both belong to the process as a whole, see {@link OpenFileTable}. */
const processTable = new OpenFileTable();
const processLocks = new LazyFileLocks(() => systemFileLocks("the database"));
let maps: MemoryMaps | undefined | "unknown" = "unknown";
const processMaps = (): MemoryMaps | undefined => {
  if (maps === "unknown") maps = systemMemoryMaps();
  return maps;
};

/** Opens a SQLite database on sql.js: a real file, or one in memory. */
export async function openSqlite(url: DatabaseUrl, options: OpenDatabaseOptions): Promise<SqliteConnection> {
  const target = sqliteTarget(url, options);
  const path = target.path === undefined ? undefined : resolveLinks(target.path, target.mustExist);
  const warn = (message: string, name: string): void => {
    if (options.onWarning === undefined) process.emitWarning(message, name);
    else options.onWarning(message);
  };
  if (path !== undefined) checkHardLinks(path, (message) => warn(message, "LinkedDatabaseWarning"));
  if (path !== undefined && target.withoutLocks) {
    warn(
      `${quotedPath(path)} is used without locks (locking=none): another program that writes to it at the same time can destroy it.`,
      "UnlockedDatabaseWarning",
    );
  }
  const api = await sharedSqlJs(sizeOf(path));
  const file = new SqliteFile({
    api,
    storage: targetStorage(target),
    unlockedStorage: unlockedStorage(),
    path,
    isReadOnly: target.readOnly,
  });
  return new SqliteConnection(file, {
    url,
    timeout: target.timeout,
    runTimeout: target.runTimeout,
    onWait: options.onWait,
  });
}

/** Bytes of a file; 0 where there is none yet. */
function sizeOf(path: string | undefined): number {
  return (path === undefined ? undefined : statSync(path, { throwIfNoEntry: false }))?.size ?? 0;
}

/** The real files, without locks. */
function unlockedStorage(): FileStorage {
  return new NodeFileStorage(systemFileCalls, noFileLocks, processTable);
}

/** The storage of a target: the real files, under the system's locks unless the URL disables them. */
function targetStorage(target: SqliteTarget): FileStorage {
  if (target.withoutLocks) return unlockedStorage();
  return new NodeFileStorage(systemFileCalls, processLocks, processTable, process.platform, processMaps);
}
