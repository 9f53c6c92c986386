import type { QueryResult, SqlParams } from "../connection.js";
import type { BackupSource } from "./backup/backup-copy.js";
import { isWalDatabase } from "./database-header.js";
import { SqliteHandle } from "./sqlite-handle.js";
import { closeAll } from "./storage/close-all.js";
import type { FileStat, FileStorage } from "./storage/file-storage.js";
import { type ViewLimit, ViewStorage } from "./storage/view-storage.js";
import { WalReadLock, walStamp } from "./storage/wal-read-lock.js";
import { RESULT, type SqliteApi, SqliteFailure } from "./wasm/sqlite-api.js";

/** A database that nobody changes for the moment. */
export interface StillDatabase {
  readonly source: BackupSource;
  /** Reads it. */
  run(sql: string): QueryResult;
  /** Fails when it changed after all. */
  verify(): void;
}

/** Numbers for views, so that SQLite takes no two of them for one file. */
let nextIdentity = 1;

/**
 * Reads a database file without ever changing it: a missing file reads as empty, the journal of a crashed process is
 * rolled back in memory, and a WAL is read while other processes use it. A read lock is held only inside a statement.
 */
export class SqliteView {
  readonly #api: SqliteApi;
  readonly #storage: FileStorage;
  readonly #path: string;
  readonly #settings: readonly string[];
  #view: ViewStorage | undefined;
  #handle: SqliteHandle | undefined;
  /** The header as it was at the last look. */
  #looked = { version: "", isWal: false };
  /** What the open handle was made for. */
  #madeFor = "";

  /** `settings` are pragmas to run on every handle. */
  constructor(api: SqliteApi, storage: FileStorage, path: string, settings: readonly string[]) {
    this.#api = api;
    this.#storage = storage;
    this.#path = storage.posixPath(path);
    this.#settings = settings;
  }

  /**
   * Runs a statement that reads.
   *
   * @throws {SqliteFailure} when SQLite refuses it, or a lock is in the way.
   */
  run(sql: string, params?: SqlParams): QueryResult {
    const stat = this.#storage.stat(this.#path, true);
    if (this.#isWal(stat)) return this.#runOnWal(sql, params);
    return this.#open(`journal ${stat?.device}:${stat?.inode}`, "pass").run(sql, params);
  }

  /**
   * Holds the database still for as long as the work takes, however many statements and reads that is.
   *
   * @throws {SqliteFailure} when a lock is in the way, or, from `verify`, when the database changed all the same.
   */
  async hold<T>(work: (still: StillDatabase) => Promise<T>): Promise<T> {
    return isWalDatabase(this.#storage, this.#path) ? this.#holdWal(work) : this.#holdJournal(work);
  }

  close(): void {
    const [handle, view] = [this.#handle, this.#view];
    this.#handle = undefined;
    this.#view = undefined;
    closeAll([() => handle?.close(), () => view?.close()]);
  }

  #runOnWal(sql: string, params: SqlParams | undefined): QueryResult {
    const lock = this.#takeWalLock();
    try {
      const before = walStamp(this.#storage, this.#path);
      const result = this.#openWal(before, lock).run(sql, params);
      if (lock.isShared || walStamp(this.#storage, this.#path) === before) return result;
    } finally {
      lock.release();
    }
    // Another process opened the database meanwhile, unhindered: what was read may be half old and half new.
    throw busy();
  }

  /** Looks into the header again only where the file changed since the last look. */
  #isWal(stat: FileStat | undefined): boolean {
    const version = stat === undefined ? "none" : `${stat.device}:${stat.inode}:${stat.size}:${stat.changed}`;
    if (this.#looked.version !== version) {
      this.#looked = { version, isWal: isWalDatabase(this.#storage, this.#path) };
    }
    return this.#looked.isWal;
  }

  async #holdJournal<T>(work: (still: StillDatabase) => Promise<T>): Promise<T> {
    const stat = this.#storage.stat(this.#path, true);
    const handle = this.#open(`journal ${stat?.device}:${stat?.inode}`, "pass");
    handle.run("BEGIN");
    try {
      handle.run("SELECT 1 FROM sqlite_schema LIMIT 1");
      // The view shows what a crashed process left behind rolled back, which the file itself is not.
      const source = { storage: this.#view!, path: this.#path, hasWal: false };
      return await work({ source, run: (sql) => handle.run(sql), verify() {} });
    } finally {
      handle.run("ROLLBACK");
    }
  }

  async #holdWal<T>(work: (still: StillDatabase) => Promise<T>): Promise<T> {
    const lock = this.#takeWalLock();
    try {
      const before = walStamp(this.#storage, this.#path);
      const handle = this.#openWal(before, lock);
      handle.run("SELECT 1 FROM sqlite_schema LIMIT 1");
      const source = { storage: this.#view!, path: this.#path, hasWal: true };
      const verify = (): void => {
        if (lock.isShared || walStamp(this.#storage, this.#path) === before) return;
        throw busy();
      };
      return await work({ source, run: (sql) => handle.run(sql), verify });
    } finally {
      lock.release();
    }
  }

  #takeWalLock(): WalReadLock {
    const lock = WalReadLock.take(this.#storage, this.#path);
    if (lock === undefined) throw busy();
    return lock;
  }

  #openWal(stamp: string, lock: WalReadLock): SqliteHandle {
    const size = lock.committedBytes();
    if (size === "unknown") throw busy();
    const limit = size === undefined ? undefined : { path: `${this.#path}-wal`, size };
    return this.#open(`wal ${stamp} ${size}`, "pretend", limit);
  }

  #open(madeFor: string, locking: "pass" | "pretend", limit?: ViewLimit): SqliteHandle {
    if (this.#handle !== undefined && this.#madeFor === madeFor) return this.#handle;
    this.close();
    this.#view = new ViewStorage(this.#storage, locking, nextIdentity++, limit);
    const handle = new SqliteHandle(this.#api, this.#view, this.#path);
    this.#handle = handle;
    this.#madeFor = madeFor;
    try {
      // There is no shared memory here: in exclusive mode SQLite keeps the index of the WAL in its own.
      if (locking === "pretend") handle.run("PRAGMA locking_mode = EXCLUSIVE");
      for (const setting of this.#settings) handle.run(setting);
    } catch (error) {
      // A setting that reads the schema may find the file locked, and a handle that lacks one must not be used.
      this.close();
      throw error;
    }
    return handle;
  }
}

function busy(): SqliteFailure {
  return new SqliteFailure(RESULT.busy, "database is locked", undefined);
}
