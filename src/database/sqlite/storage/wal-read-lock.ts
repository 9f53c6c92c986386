import { endianness } from "node:os";
import { DATABASE_LOCKS, SHM_LOCKS } from "../locks/lock-bytes.js";
import { closeAll } from "./close-all.js";
import type { FileStorage, StorageFile } from "./file-storage.js";

const READ_ONLY = { write: false, create: false, exclusive: false, mode: 0, ownLocks: true };

/**
 * Keeps a WAL database as it is while it is read, though other processes have it open.
 *
 * It locks what SQLite's own reader would lock: the database file, and in the `-shm` file a read mark, so that the
 * WAL is not started over; besides that the checkpoint's byte, so that no page moves into the database meanwhile.
 * Others go on appending to the WAL, which a reader that began earlier does not see. Without a `-shm` file, or with one
 * that a crash left, nobody has the database open, and the caller compares {@link walStamp} before and after instead.
 */
export class WalReadLock {
  readonly #database: StorageFile;
  readonly #shm: StorageFile | undefined;
  #isShared = false;

  private constructor(database: StorageFile, shm: StorageFile | undefined) {
    this.#database = database;
    this.#shm = shm;
  }

  /** Takes the locks; undefined where another process is in the way. */
  static take(storage: FileStorage, path: string): WalReadLock | undefined {
    const hasIndex = (): boolean => storage.stat(`${path}-shm`, true) !== undefined;
    const isThere = hasIndex();
    const database = storage.open(path, READ_ONLY);
    let shm: StorageFile | undefined;
    let taken: WalReadLock | undefined;
    try {
      if (isThere) shm = storage.open(`${path}-shm`, READ_ONLY);
      const lock = new WalReadLock(database, shm);
      // Somebody who came in the meantime is not reckoned with.
      if (lock.#lock() && hasIndex() === isThere) taken = lock;
      lock.#isShared = shm !== undefined && shm.lockInTheWay("write", SHM_LOCKS.users, 1) !== "none";
    } finally {
      // Closing lets go of the locks that it had got.
      if (taken === undefined) closeAll([() => shm?.close(), () => database.close()]);
    }
    return taken;
  }

  /** Whether another process had the database open when the locks were taken. */
  get isShared(): boolean {
    return this.#isShared;
  }

  /**
   * How much of the WAL is committed, as the processes that share it have it in their index; undefined where nobody
   * shares it. Later frames may be half written.
   *
   * See "WAL-Index Header" in "WAL-mode File Format" at sqlite.org: there are two copies, and they differ while a
   * process writes them.
   */
  committedBytes(): number | "unknown" | undefined {
    // What a crash left may be older than the WAL: SQLite, too, reads the WAL again when nobody else has it open.
    if (this.#shm === undefined || !this.isShared) return undefined;
    const header = Buffer.alloc(96);
    if (this.#shm.read(header, 0) < 96 || header[12] !== 1) return undefined;
    if (!header.subarray(0, 48).equals(header.subarray(48))) return "unknown";
    const { page, frames } =
      endianness() === "LE"
        ? { page: header.readUInt16LE(14), frames: header.readUInt32LE(16) }
        : { page: header.readUInt16BE(14), frames: header.readUInt32BE(16) };
    const pageSize = (page & 0xfe00) + ((page & 1) << 16);
    return frames === 0 ? 0 : 32 + frames * (24 + pageSize);
  }

  release(): void {
    // Closing lets go of the locks.
    closeAll([() => this.#shm?.close(), () => this.#database.close()]);
  }

  #lock(): boolean {
    const { pending, shared, sharedLength } = DATABASE_LOCKS;
    if (!this.#database.lock("read", pending, 1)) return false;
    const done = this.#database.lock("read", shared, sharedLength);
    this.#database.lock("none", pending, 1);
    if (!done || this.#shm === undefined) return done;
    return this.#shm.lock("read", SHM_LOCKS.checkpoint, 1) && this.#shm.lock("read", SHM_LOCKS.read + 1, 1);
  }
}

/** Tells whether database and WAL are still what they were: identity, size and time of change of both. */
export function walStamp(storage: FileStorage, path: string): string {
  return ["", "-wal", "-shm"]
    .map((suffix) => {
      const stat = storage.stat(path + suffix, true);
      if (stat === undefined) return "none";
      return suffix === "-shm" ? "there" : `${stat.inode}:${stat.size}:${stat.changed}`;
    })
    .join(" ");
}
