import { realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { DatabaseError } from "../database-error.js";
import { systemFileCalls } from "./file-calls.js";
import { type FileLocks, noFileLocks } from "./file-locks.js";
import type { FileStorage } from "./file-storage.js";
import { NodeFileStorage } from "./node-file-storage.js";
import { OpenFileTable } from "./open-file-table.js";
import type { SqliteTarget } from "./sqlite-target.js";
import { systemFileLocks } from "./system-file-locks.js";

/** The descriptors and locks of this process: both belong to the process as a whole, see {@link OpenFileTable}. */
const processTable = new OpenFileTable();
let processLocks: FileLocks | undefined;

/** The real files, without locks. */
export function unlockedStorage(): FileStorage {
  return new NodeFileStorage(systemFileCalls, noFileLocks, processTable);
}

/** The storage that a target lives on: the real files, under the system's locks unless the URL does without. */
export function targetStorage(target: SqliteTarget): FileStorage {
  if (target.path === undefined || target.withoutLocks) return unlockedStorage();
  processLocks ??= systemFileLocks(target.path);
  return new NodeFileStorage(systemFileCalls, processLocks, processTable);
}

/**
 * The file behind symbolic links, so that lock and journal are those of every other program that uses it.
 *
 * @throws {DatabaseError} when its folder does not exist.
 */
export function resolveLinks(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw unable(path, error);
  }
  try {
    // A file that is not there yet, in a folder that is.
    return join(realpathSync(dirname(path)), basename(path));
  } catch (error) {
    throw unable(path, error);
  }
}

function unable(path: string, error: unknown): DatabaseError {
  const code = (error as NodeJS.ErrnoException).code ?? "failed";
  return new DatabaseError(`unable to open database file: ${path} (${code})`, {
    driverCode: "SQLITE_CANTOPEN",
    cause: error,
  });
}
