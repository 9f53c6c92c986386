import type { QueryResult, SqlParams } from "../connection.js";
import { DatabaseError } from "../database-error.js";
import { noRows } from "../no-rows.js";
import { isWalDatabase } from "./database-header.js";
import { SchemaEdits } from "./schema-edits.js";
import { SqliteHandle } from "./sqlite-handle.js";
import { SqliteView, type StillDatabase } from "./sqlite-view.js";
import { statementEffect } from "./statements/statement-effect.js";
import { closeAll } from "./storage/close-all.js";
import type { FileStorage } from "./storage/file-storage.js";
import { IndexByteOrderError } from "./wal-index/wal-index-copy.js";
import { RESULT, type SqliteApi, SqliteFailure } from "./wasm/sqlite-api.js";

/** For files whose memory cannot be shared: in exclusive mode SQLite keeps the index of a WAL in its own memory. */
const EXCLUSIVE = "PRAGMA locking_mode = EXCLUSIVE";
const CHANGES_MODE = /^\s*PRAGMA\s+(?:\w+\s*\.\s*)?journal_mode\s*(?:=|\()/i;
/** Makes a transaction read. */
const READ = "SELECT 1 FROM sqlite_schema LIMIT 1";
const READS_NOTHING = /^\s*(?:COMMIT|END|ROLLBACK|SAVEPOINT|RELEASE)\b/i;
const TURNS_WAL = /^\s*PRAGMA\s+(?:main\s*\.\s*)?journal_mode\s*(?:=|\()\s*['"]?wal\b/i;

/** The parts of a {@link SqliteFile}. */
export interface SqliteFileOptions {
  readonly api: SqliteApi;
  readonly storage: FileStorage;
  /** The same files without locks. */
  readonly unlockedStorage: FileStorage;
  /** Absolute path behind symbolic links; undefined in memory. */
  readonly path: string | undefined;
  readonly isReadOnly: boolean;
}

/**
 * A database as one connection uses it.
 *
 * Reading goes through a {@link SqliteView}, which changes nothing, until the first statement that may write; from then
 * on the file itself is open. Where the index of a WAL cannot be shared, a WAL database can only be written while
 * nobody else has it open, and is released after each transaction.
 */
export class SqliteFile {
  /** Absolute path of the file; undefined in memory. */
  readonly path: string | undefined;
  readonly storage: FileStorage;
  /** The same files without locks, for a file that nobody else uses yet. */
  readonly unlockedStorage: FileStorage;
  readonly api: SqliteApi;
  readonly #isReadOnly: boolean;
  readonly #settings: string[] = [];
  #view: SqliteView | undefined;
  #writer: SqliteHandle | undefined;
  #edits: SchemaEdits | undefined;
  #isWal = false;
  /** Whether the index of a WAL can be shared with others; unknown until it is needed. */
  #canShare: boolean | undefined;
  #isKept = false;
  /** The journal file that existed when the transaction began: a crash may leave one that never took effect. */
  #journalBefore = "";
  /** The part of the WAL that belongs to the state which the open transaction reads; unknown until it has read. */
  #walBefore: number | undefined;

  constructor(options: SqliteFileOptions) {
    this.api = options.api;
    this.storage = options.storage;
    this.unlockedStorage = options.unlockedStorage;
    this.path = options.path;
    this.#isReadOnly = options.isReadOnly;
  }

  /** Whether the file can only be used by this connection alone, because it has a WAL whose index cannot be shared. */
  get isExclusive(): boolean {
    return this.#view?.isUnshared ?? (this.#isWal && this.#canShare === false);
  }

  get inTransaction(): boolean {
    return this.#writer?.inTransaction ?? false;
  }

  /** Keeps the file open between transactions, for a run. */
  keep(): void {
    this.#isKept = true;
  }

  /** Ends {@link keep}. */
  letGo(): void {
    this.#isKept = false;
    this.#closeIfExclusive();
  }

  /** Runs one statement. */
  run(sql: string, params?: SqlParams): QueryResult {
    const effect = statementEffect(sql);
    let result: QueryResult;
    if (this.#writer === undefined && effect !== "write" && this.path !== undefined) {
      result = this.#openView(this.path).run(sql, params);
    } else {
      try {
        result = this.#runOnFile(sql, params);
      } finally {
        this.#closeIfExclusive();
      }
    }
    if (effect === "set") this.#settings.push(sql);
    return result;
  }

  /**
   * Calls a function while the database cannot change: under the locks of the open transaction, or else under a read
   * lock.
   *
   * @throws {SqliteFailure} when another process has a conflicting lock.
   */
  async hold<T>(work: (still: StillDatabase) => Promise<T>): Promise<T> {
    const { path, storage } = this;
    if (path === undefined) throw new DatabaseError("A database in memory has no file that could be copied");
    if (!this.inTransaction) {
      // Between two transactions of a run such a database is still locked, even for its own view.
      if (this.isExclusive) this.#closeWriter();
      return this.#openView(path).hold(work);
    }
    this.#edits?.flush();
    if (this.#journalStamp() !== this.#journalBefore) {
      throw new DatabaseError("A backup inside a transaction must be taken before its first write");
    }
    // A deferred transaction that has not read yet holds no lock.
    this.#openWriter().run(READ);
    this.#walBefore ??= this.#walBytes(path);
    const source = { storage, path, walBytes: this.#walBefore };
    return work({ source, run: (sql) => this.#openWriter().run(sql), verify() {} });
  }

  /** The part of the WAL that belongs to the state that the open transaction reads. */
  #walBytes(path: string): number {
    const shared = this.api.bridge.walSnapshotBytes(`${this.storage.posixPath(path)}-shm`);
    if (shared !== undefined) return shared;
    return this.#isWal ? (this.storage.stat(`${path}-wal`, true)?.size ?? 0) : 0;
  }

  close(): void {
    closeAll([() => this.#closeView(), () => this.#closeWriter()]);
  }

  #closeView(): void {
    const view = this.#view;
    this.#view = undefined;
    view?.close();
  }

  #openView(path: string): SqliteView {
    this.#view ??= new SqliteView(this.api, this.storage, path, this.#settings);
    return this.#view;
  }

  #runOnFile(sql: string, params: SqlParams | undefined): QueryResult {
    try {
      const handle = this.#openWriter();
      if (TURNS_WAL.test(sql) && this.path !== undefined) {
        this.#isWal = true;
        if (!this.#shares(this.path)) handle.run(EXCLUSIVE);
      }
      return this.#runOn(handle, sql, params);
    } catch (error) {
      if (this.#cannotShare(error)) this.#canShare = false;
      else if (!this.#turnedWal(error)) throw error;
      this.#closeWriter();
      return this.#runOn(this.#openWriter(), sql, params);
    }
  }

  #runOn(handle: SqliteHandle, sql: string, params: SqlParams | undefined): QueryResult {
    if (handle.inTransaction) {
      const begins = this.#isWal && this.#walBefore === undefined && !READS_NOTHING.test(sql);
      // A write that fails begins no read transaction: the next statement sees what others have committed since.
      const isWrite = begins && statementEffect(sql) === "write";
      if (begins && !isWrite) this.#beginReading(handle);
      const result = this.#isKept ? this.#runInRun(handle, sql, params) : handle.run(sql, params);
      if (isWrite && handle.inTransaction) this.#beginReading(handle);
      return result;
    }
    const result = handle.run(sql, params);
    this.#walBefore = undefined;
    // SQLite would keep the pages that it has read, although others changed them while the database was in WAL mode.
    if (CHANGES_MODE.test(sql)) handle.run("PRAGMA shrink_memory");
    if (handle.inTransaction) this.#journalBefore = this.#journalStamp();
    return result;
  }

  /**
   * Lets a deferred transaction read, and notes which part of the WAL it reads: afterwards SQLite says no more, and
   * others go on writing.
   */
  #beginReading(handle: SqliteHandle): void {
    if (this.path === undefined) return;
    try {
      handle.run(READ);
    } catch {
      // The statement that is about to run meets the same failure, and reports it.
      return;
    }
    this.#walBefore = this.#walBytes(this.path);
  }

  #runInRun(handle: SqliteHandle, sql: string, params: SqlParams | undefined): QueryResult {
    this.#edits ??= new SchemaEdits(this.storage, this.path, handle);
    try {
      if (params === undefined && this.#edits.take(sql)) return noRows;
      this.#edits.prepareFor(sql);
      return handle.run(sql, params);
    } finally {
      if (!handle.inTransaction) this.#edits.end();
    }
  }

  #closeWriter(): void {
    const writer = this.#writer;
    this.#edits = undefined;
    this.#writer = undefined;
    writer?.close();
  }

  #openWriter(): SqliteHandle {
    if (this.#writer !== undefined) return this.#writer;
    if (this.#isReadOnly) throw new SqliteFailure(RESULT.readOnly, "attempt to write a readonly database", undefined);
    this.#closeView();
    this.#isWal = this.path !== undefined && isWalDatabase(this.storage, this.path);
    const handle = new SqliteHandle(this.api, this.storage, this.path);
    try {
      if (this.#isWal && !this.#shares(this.path!)) handle.run(EXCLUSIVE);
      for (const setting of this.#settings) handle.run(setting);
    } catch (error) {
      // A setting that reads the schema may find the file locked, and a handle without that setting must not be used.
      handle.close();
      throw error;
    }
    this.#writer = handle;
    return handle;
  }

  #journalStamp(): string {
    const stat = this.path === undefined ? undefined : this.storage.stat(`${this.path}-journal`, true);
    return stat === undefined ? "none" : `${stat.inode}:${stat.size}:${stat.changed}`;
  }

  #shares(path: string): boolean {
    this.#canShare ??= this.storage.canMap?.(path) === true;
    return this.#canShare;
  }

  /** Whether a failure means that the system cannot map the index. */
  #cannotShare(error: unknown): boolean {
    if (!(error instanceof SqliteFailure) || this.#canShare !== true || this.inTransaction) return false;
    return error.fileError?.syscall === "mmap" && !(error.fileError instanceof IndexByteOrderError);
  }

  /** Whether a failure comes from another process that put the database into WAL mode while it was open here. */
  #turnedWal(error: unknown): boolean {
    if (!(error instanceof SqliteFailure) || this.path === undefined || this.#isWal || this.inTransaction) return false;
    const isFileFailure = error.result === RESULT.cannotOpen || error.result === RESULT.ioError;
    return isFileFailure && error.fileError === undefined && isWalDatabase(this.storage, this.path);
  }

  #closeIfExclusive(): void {
    if (!this.isExclusive || this.#isKept || this.inTransaction) return;
    this.#closeWriter();
  }
}
