import { systemFileCalls } from "./file-calls.js";
import { noFileLocks } from "./file-locks.js";
import type { FileStorage } from "./file-storage.js";
import { LazyFileLocks } from "./lazy-file-locks.js";
import { NodeFileStorage } from "./node-file-storage.js";
import { OpenFileTable } from "./open-file-table.js";
import type { SqliteTarget } from "./sqlite-target.js";
import { systemFileLocks } from "./system-file-locks.js";

/** The descriptors and locks of this process: both belong to the process as a whole, see {@link OpenFileTable}. */
const processTable = new OpenFileTable();
const processLocks = new LazyFileLocks(() => systemFileLocks("the database"));

/** The real files, without locks. */
export function unlockedStorage(): FileStorage {
  return new NodeFileStorage(systemFileCalls, noFileLocks, processTable);
}

/** The storage that a target lives on: the real files, under the system's locks unless the URL does without. */
export function targetStorage(target: SqliteTarget): FileStorage {
  if (target.withoutLocks) return unlockedStorage();
  return new NodeFileStorage(systemFileCalls, processLocks, processTable);
}
