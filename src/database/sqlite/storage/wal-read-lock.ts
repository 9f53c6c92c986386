import { DATABASE_LOCKS, SHM_LOCKS } from "../locks/lock-bytes.js";
import type { FileStorage, StorageFile } from "./file-storage.js";

const READ_ONLY = { write: false, create: false, exclusive: false, mode: 0, ownLocks: true };

/** Whether another process has a WAL database open, and so its index. */
export function isWalShared(storage: FileStorage, path: string): boolean {
  const index = `${path}-shm`;
  if (storage.stat(index, true) === undefined) return false;
  const file = storage.open(index, READ_ONLY);
  try {
    return file.lockInTheWay("write", SHM_LOCKS.users, 1) !== "none";
  } finally {
    file.close();
  }
}

/**
 * Keeps a WAL database that nobody has open unchanged while it is read: the lock of a SQLite reader, under which nobody
 * empties the WAL on closing. Another process can still open the database, so the caller compares {@link walStamp}
 * before and after.
 */
export class WalReadLock {
  readonly #database: StorageFile;

  private constructor(database: StorageFile) {
    this.#database = database;
  }

  /** Takes the lock; undefined if another process has a conflicting one. */
  static take(storage: FileStorage, path: string): WalReadLock | undefined {
    const { pending, shared, sharedLength } = DATABASE_LOCKS;
    const database = storage.open(path, READ_ONLY);
    let lock: WalReadLock | undefined;
    try {
      if (database.lock("read", pending, 1)) {
        const isTaken = database.lock("read", shared, sharedLength);
        database.lock("none", pending, 1);
        if (isTaken) lock = new WalReadLock(database);
      }
    } finally {
      if (lock === undefined) database.close();
    }
    return lock;
  }

  release(): void {
    // Closing releases the lock.
    this.#database.close();
  }
}

/** Identity, size and time of change of database and WAL, which show whether they changed. */
export function walStamp(storage: FileStorage, path: string): string {
  return ["", "-wal"]
    .map((suffix) => {
      const stat = storage.stat(path + suffix, true);
      return stat === undefined ? "none" : `${stat.inode}:${stat.size}:${stat.changed}`;
    })
    .join(" ");
}
