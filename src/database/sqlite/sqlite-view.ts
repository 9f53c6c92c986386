import type { QueryResult, SqlParams } from "../connection.js";
import type { BackupSource } from "./backup/backup-copy.js";
import { isWalDatabase } from "./database-header.js";
import { SqliteHandle } from "./sqlite-handle.js";
import { closeAll } from "./storage/close-all.js";
import type { FileStat, FileStorage } from "./storage/file-storage.js";
import { ReadingStorage } from "./storage/reading-storage.js";
import { ViewStorage } from "./storage/view-storage.js";
import { isWalShared, WalReadLock, walStamp } from "./storage/wal-read-lock.js";
import { IndexByteOrderError } from "./wal-index/wal-index-copy.js";
import { RESULT, type SqliteApi, SqliteFailure } from "./wasm/sqlite-api.js";

/** A database that cannot change at the moment. */
export interface StillDatabase {
  readonly source: BackupSource;
  /** Reads it. */
  run(sql: string): QueryResult;
  /** Fails if it has changed nevertheless. */
  verify(): void;
}

/** The mode of a handle that reads beside others. */
const SHARED = "shared";

/** Numbers for views, so that SQLite takes no two of them for one file. */
let nextIdentity = 1;

/**
 * Reads a database file without ever changing it: a missing file reads as empty, the journal of a crashed process is
 * rolled back in memory, and the WAL of one is applied there. A WAL that other processes use is read as they do,
 * through the shared index; then the database stays open between statements, as theirs does. Otherwise a read lock is
 * held only inside a statement.
 */
export class SqliteView {
  readonly #api: SqliteApi;
  readonly #storage: FileStorage;
  readonly #path: string;
  readonly #settings: readonly string[];
  /** Whether others use a WAL whose index cannot be shared with them. */
  isUnshared = false;
  #view: ViewStorage | undefined;
  #handle: SqliteHandle | undefined;
  /** The header when it was last read. */
  #looked = { version: "", isWal: false };
  /** The mode of the open handle. */
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
    return this.#openJournal(stat).run(sql, params);
  }

  /**
   * Keeps the database from changing while the work runs, whatever the number of its statements and reads.
   *
   * @throws {SqliteFailure} when another process has a conflicting lock, or, from `verify`, when the database changed
   * nevertheless.
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
    if (this.#isShared()) return this.#runShared((handle) => handle.run(sql, params));
    const lock = this.#takeWalLock();
    try {
      const before = walStamp(this.#storage, this.#path);
      const result = this.#openAlone(before).run(sql, params);
      if (this.#isStill(before)) return result;
    } finally {
      lock.release();
    }
    // Another process opened the database meanwhile: the data that was read may be partly old and partly new.
    throw busy();
  }

  /** Whether to read through the index of the other processes; once it is open, they may close the database. */
  #isShared(): boolean {
    if (this.#handle !== undefined && this.#madeFor === SHARED) return true;
    if (!isWalShared(this.#storage, this.#path)) return false;
    if (this.#storage.canMap?.(this.#path) !== true) throw this.#unshared();
    return true;
  }

  /** Runs a statement beside others, where the system maps the index of the WAL. */
  #runShared<T>(statement: (handle: SqliteHandle) => T): T {
    try {
      return statement(this.#openShared());
    } catch (error) {
      const isRefused = error instanceof SqliteFailure && error.fileError?.syscall === "mmap";
      if (!isRefused || error.fileError instanceof IndexByteOrderError) throw error;
      this.close();
      throw this.#unshared();
    }
  }

  /** Only processes with the index know how much of the WAL counts. */
  #unshared(): SqliteFailure {
    this.isUnshared = true;
    return busy();
  }

  #isStill(stamp: string): boolean {
    return walStamp(this.#storage, this.#path) === stamp && !isWalShared(this.#storage, this.#path);
  }

  /** Reads the header again only if the file changed since then. */
  #isWal(stat: FileStat | undefined): boolean {
    const version = stat === undefined ? "none" : `${stat.device}:${stat.inode}:${stat.size}:${stat.changed}`;
    if (this.#looked.version !== version) {
      this.#looked = { version, isWal: isWalDatabase(this.#storage, this.#path) };
    }
    return this.#looked.isWal;
  }

  async #holdJournal<T>(work: (still: StillDatabase) => Promise<T>): Promise<T> {
    const stat = this.#storage.stat(this.#path, true);
    const handle = this.#openJournal(stat);
    handle.run("BEGIN");
    try {
      handle.run("SELECT 1 FROM sqlite_schema LIMIT 1");
      // The view shows the changes of a crashed process rolled back, although the file itself still has them.
      const source = { storage: this.#view!, path: this.#path, walBytes: 0 };
      return await work({ source, run: (sql) => handle.run(sql), verify() {} });
    } finally {
      handle.run("ROLLBACK");
    }
  }

  async #holdWal<T>(work: (still: StillDatabase) => Promise<T>): Promise<T> {
    if (this.#isShared()) return this.#holdShared(work);
    const lock = this.#takeWalLock();
    try {
      const before = walStamp(this.#storage, this.#path);
      const handle = this.#openAlone(before);
      handle.run("SELECT 1 FROM sqlite_schema LIMIT 1");
      const walBytes = this.#view!.stat(`${this.#path}-wal`, true)?.size ?? 0;
      const source = { storage: this.#view!, path: this.#path, walBytes };
      const verify = (): void => {
        if (!this.#isStill(before)) throw busy();
      };
      return await work({ source, run: (sql) => handle.run(sql), verify });
    } finally {
      lock.release();
    }
  }

  /**
   * Others go on writing and checkpointing. The frames below the read mark stay in the WAL, and no later page gets into
   * the database, so that both together give the state that the transaction reads.
   */
  async #holdShared<T>(work: (still: StillDatabase) => Promise<T>): Promise<T> {
    this.#runShared((shared) => shared.run("SELECT 1 FROM sqlite_schema LIMIT 1"));
    const handle = this.#openShared();
    handle.run("BEGIN");
    try {
      handle.run("SELECT 1 FROM sqlite_schema LIMIT 1");
      const walBytes = this.#api.bridge.walSnapshotBytes(`${this.#path}-shm`) ?? 0;
      const source = { storage: this.#storage, path: this.#path, walBytes };
      return await work({ source, run: (sql) => handle.run(sql), verify() {} });
    } finally {
      handle.run("ROLLBACK");
    }
  }

  #takeWalLock(): WalReadLock {
    const lock = WalReadLock.take(this.#storage, this.#path);
    if (lock === undefined) throw busy();
    return lock;
  }

  #openJournal(stat: FileStat | undefined): SqliteHandle {
    const madeFor = `journal ${stat?.device}:${stat?.inode}`;
    return this.#open(madeFor, () => new ViewStorage(this.#storage, "pass", nextIdentity++));
  }

  #openShared(): SqliteHandle {
    return this.#open(SHARED, () => new ReadingStorage(this.#storage, this.#path));
  }

  #openAlone(stamp: string): SqliteHandle {
    return this.#open(`wal ${stamp}`, () => new ViewStorage(this.#storage, "pretend", nextIdentity++));
  }

  #open(madeFor: string, makeStorage: () => ViewStorage | ReadingStorage): SqliteHandle {
    if (this.#handle !== undefined && this.#madeFor === madeFor) return this.#handle;
    this.close();
    const storage = makeStorage();
    this.#view = storage instanceof ViewStorage ? storage : undefined;
    const handle = new SqliteHandle(this.#api, storage, this.#path);
    this.#handle = handle;
    this.#madeFor = madeFor;
    try {
      // Nobody else has the index of this WAL: in exclusive mode SQLite keeps it in its own memory.
      if (madeFor.startsWith("wal ")) handle.run("PRAGMA locking_mode = EXCLUSIVE");
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
