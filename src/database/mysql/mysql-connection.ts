import type { DriverConnection, QueryResult, RunOptions, SqlParams, SqlValue } from "../connection.js";
import { DatabaseError } from "../database-error.js";
import type { DatabaseUrl } from "../database-url.js";
import { InterruptedError } from "../interrupted-error.js";
import type { OpenDatabaseOptions } from "../open-database-options.js";
import { resultRows } from "../result-rows.js";
import { onAbort } from "../until-aborted.js";
import { failures, numberOf, statementFailure } from "./failure.js";
import type { MysqlWire, WireResult } from "./mysql-wire.js";
import { RunLock } from "./run-lock.js";
import { readerOf, withValues } from "./values.js";

/** How long a run waits for another one. */
const defaultTimeout = 60_000;

/** Modes in which quotes or backslashes have another meaning than in the SQL of this package. */
const oddModes = /^(ANSI|ANSI_QUOTES|NO_BACKSLASH_ESCAPES|ORACLE|MSSQL|DB2|MAXDB|POSTGRESQL)$/;

/** Statements that change nothing. */
const changesNothing = /^\s*(?:SELECT|SHOW|SET|DO|USE|EXPLAIN|DESC|COMMIT|ROLLBACK|BEGIN|START|SAVEPOINT|RELEASE)\b/i;

/** The settings that a connection is opened with. */
export interface MysqlOpenOptions extends OpenDatabaseOptions {
  /** Statements at the beginning of the session. */
  readonly atStart?: readonly string[];
}

/** A connection to MySQL or MariaDB, on a client of `mysql2`. Calls are carried out in order. */
export class MysqlConnection implements DriverConnection {
  readonly url: DatabaseUrl;
  readonly dialectName: string;
  readonly paramstyle = "qmark";
  /** Whether the server is MariaDB, even if the URL names MySQL. */
  readonly isMariadb: boolean;
  /** Whether the server has a type of its own for UUIDs. */
  readonly hasUuid: boolean;
  readonly #wire: MysqlWire;
  readonly #options: OpenDatabaseOptions;
  readonly #database: string;
  #queue: Promise<unknown> = Promise.resolve();
  #run: RunOptions | undefined;
  #lock: RunLock | undefined;
  /** Whether `begin()` was called: a schema change commits, but the next statement is in a transaction again. */
  #isBegun = false;
  /** Whether the session commits each statement; a run turns it off at its first transaction and on at its end. */
  #isAutocommit = true;
  /** Whether the server has a transaction open, according to its last response. */
  #isOpen = false;
  #wasRolledBack = false;
  #standing: readonly string[] = [];
  #pending: readonly string[] = [];

  private constructor(wire: MysqlWire, url: DatabaseUrl, options: OpenDatabaseOptions, facts: ServerFacts) {
    this.#wire = wire;
    this.url = url;
    this.#options = options;
    this.#database = facts.database;
    this.dialectName = url.dialectName;
    this.isMariadb = facts.isMariadb;
    this.hasUuid = facts.hasUuid;
  }

  /**
   * Makes a connection of a wire. Afterwards texts are read and written in one way, whatever the settings of the server
   * are.
   */
  static async open(wire: MysqlWire, url: DatabaseUrl, options: MysqlOpenOptions): Promise<MysqlConnection> {
    try {
      for (const statement of options.atStart ?? []) await wire.query(statement);
      const { rows } = await wire.query("SELECT @@sql_mode, @@character_set_client, VERSION(), DATABASE()");
      const [mode = "", charset, version = "", database = ""] = (rows[0] ?? []).map((value) => value?.toString() ?? "");
      const modes = mode.split(",");
      if (modes.some((one) => oddModes.test(one)))
        await wire.query(`SET sql_mode = '${modes.filter((one) => !oddModes.test(one)).join(",")}'`);
      if (!charset?.startsWith("utf8")) await wire.query("SET NAMES utf8mb4");
      if (options.readOnly) await wire.query("SET SESSION TRANSACTION READ ONLY");
      const isMariadb = /mariadb/i.test(version);
      // Some releases of MariaDB say "5.5.5-" before their own version.
      const [major = 0, minor = 0] = version
        .replace(/^5\.5\.5-/, "")
        .split(".")
        .map(Number);
      const hasUuid = isMariadb && (major > 10 || (major === 10 && minor >= 7));
      return new MysqlConnection(wire, url, options, { isMariadb, hasUuid, database });
    } catch (error) {
      await wire.close();
      throw statementFailure(error, "SELECT @@sql_mode", undefined);
    }
  }

  /** The database that the connection was opened in; empty where there is none. */
  get database(): string {
    return this.#database;
  }

  /** Makes one more connection to the same database; `undefined` where there is only the client of the caller. */
  async another(): Promise<MysqlConnection | undefined> {
    const wire = await this.#wire.another();
    if (wire === undefined) return undefined;
    const { readOnly: _readOnly, ...options } = this.#options;
    return MysqlConnection.open(wire, this.url, options);
  }

  get inTransaction(): boolean {
    return !this.#wire.isClosed && (this.#isBegun || this.#isOpen);
  }

  /** Statements since `begin()` that a rollback does not undo. */
  get standing(): readonly string[] {
    return this.#standing;
  }

  get lockedVersions(): readonly SqlValue[] | undefined {
    return this.#lock?.versions;
  }

  execute(sql: string, params: SqlParams = []): Promise<QueryResult> {
    return this.#enqueue(async () => {
      try {
        this.#lock?.beforeStatement(sql);
        if (!this.#isBegun) await this.#setAutocommit(true);
        return this.#read(await this.#send(sql, params));
      } catch (error) {
        throw error instanceof InterruptedError ? error : statementFailure(error, sql, params);
      }
    });
  }

  begin(mode: "deferred" | "immediate" = "deferred"): Promise<void> {
    return this.#enqueue(async () => {
      if (this.inTransaction) throw new DatabaseError("cannot begin: a transaction is active");
      this.#forget();
      try {
        if (mode === "immediate") await this.#takeLock();
        // BEGIN does not suffice: after a schema change, which commits, the next statement has to be in a transaction
        // again.
        this.#checkSignal();
        await this.#setAutocommit(false);
        this.#isBegun = true;
      } catch (error) {
        throw error instanceof InterruptedError ? error : statementFailure(error, "SET autocommit = 0", undefined);
      }
    });
  }

  commit(): Promise<void> {
    return this.#enqueue(async () => {
      if (!this.inTransaction) throw new DatabaseError("cannot commit: no transaction is active");
      if (this.#wasRolledBack) {
        throw new DatabaseError(
          "A deadlock had ended the transaction, so there is nothing that could be committed; run the command again",
          { driverCode: "ER_LOCK_DEADLOCK" },
        );
      }
      try {
        await this.#send("COMMIT");
        await this.#endTransaction();
      } catch (error) {
        throw error instanceof InterruptedError ? error : statementFailure(error, "COMMIT", undefined);
      }
      await this.#lock?.releaseRows();
      this.#isBegun = false;
      this.#forget();
    });
  }

  rollback(): Promise<void> {
    return this.#enqueue(async () => {
      // The server has rolled back the transaction of a lost connection itself.
      if (!this.inTransaction) return;
      try {
        await this.#wire.query("ROLLBACK");
        await this.#endTransaction();
      } catch (error) {
        if (!this.#wire.isClosed) throw statementFailure(error, "ROLLBACK", undefined);
      }
      await this.#lock?.releaseRows();
      this.#isBegun = false;
      this.#isOpen = false;
    });
  }

  async beginRun(options: RunOptions = {}): Promise<void> {
    this.#run = options;
  }

  async endRun(): Promise<void> {
    if (this.#run === undefined) return;
    await this.rollback();
    await this.#enqueue(async () => {
      if (!this.#wire.isClosed) await this.#setAutocommit(true);
      await this.#lock?.release();
      this.#lock = undefined;
    });
    this.#run = undefined;
  }

  async close(): Promise<void> {
    await this.rollback();
    await this.#lock?.release();
    await this.#wire.close();
  }

  async #setAutocommit(isOn: boolean): Promise<void> {
    if (this.#isAutocommit === isOn) return;
    await this.#wire.query(`SET autocommit = ${isOn ? 1 : 0}`);
    this.#isAutocommit = isOn;
  }

  /** Between the transactions of a run the setting stays, which saves two statements for each of its steps. */
  async #endTransaction(): Promise<void> {
    if (this.#run === undefined) await this.#setAutocommit(true);
  }

  async #takeLock(): Promise<void> {
    const run = this.#run;
    if (run?.versionTable === undefined) return;
    const options = {
      wire: this.#wire,
      table: run.versionTable,
      timeout: run.lockTimeout ?? this.#options.timeout ?? defaultTimeout,
      onWait: run.onWait ?? this.#options.onWait,
      database: this.url.render(),
      check: () => this.#checkSignal(),
    };
    this.#lock ??= new RunLock(options, this.#database);
    await this.#lock.take();
  }

  #forget(): void {
    this.#standing = [];
    this.#pending = [];
    this.#wasRolledBack = false;
  }

  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => undefined);
    return done;
  }

  #checkSignal(): void {
    const signal = this.#run?.signal;
    if (signal?.aborted) throw new InterruptedError(signal.reason);
  }

  /** Sends a statement; if the run is stopped meanwhile, asks the server to cancel it. */
  async #send(sql: string, params: SqlParams = []): Promise<WireResult> {
    this.#checkSignal();
    const signal = this.#run?.signal;
    let cancelling: Promise<void> | undefined;
    const cancel = (): void => {
      cancelling = this.#wire.cancel().catch(() => undefined);
    };
    const undo = signal === undefined ? undefined : onAbort(signal, cancel);
    try {
      const result = await this.#wire.query(withValues(sql, params));
      this.#note(sql, result.inTransaction);
      return result;
    } catch (error) {
      await this.#noteFailure(error);
      throw signal?.aborted ? new InterruptedError(signal.reason) : error;
    } finally {
      undo?.();
      // A late request would cancel the statement after this one.
      await cancelling;
    }
  }

  /** Notes the statements of a transaction that a rollback would no longer undo. */
  #note(sql: string, isOpen: boolean | undefined): void {
    if (isOpen === undefined) return;
    this.#isOpen = isOpen;
    if (!this.#isBegun || changesNothing.test(sql)) return;
    this.#pending = [...this.#pending, sql];
    if (isOpen) return;
    this.#standing = [...this.#standing, ...this.#pending];
    this.#pending = [];
  }

  /**
   * A schema change that fails has committed what came before it too. The failure does not show that, so the server is
   * asked.
   */
  async #noteFailure(error: unknown): Promise<void> {
    if (this.#wire.isClosed) return;
    const isDeadlock = numberOf(error) === failures.deadlock;
    const state = await this.#wire.query("DO 0").catch(() => undefined);
    if (state?.inTransaction === undefined) return;
    this.#isOpen = state.inTransaction;
    if (!this.#isBegun || this.#isOpen) return;
    if (isDeadlock) this.#wasRolledBack = true;
    else this.#standing = [...this.#standing, ...this.#pending];
    this.#pending = [];
  }

  #read({ columns, rows, rowCount }: WireResult): QueryResult {
    const names = columns.map(({ name }) => name);
    if (columns.length === 0) return { columns: [], rows: [], rowCount };
    const readers = columns.map(({ type, charset }) => readerOf(type, charset));
    const read = (bytes: Buffer | null, at: number): SqlValue =>
      bytes === null ? null : (readers[at]?.(bytes) ?? null);
    return { columns: names, ...resultRows(names, rows, read), rowCount: rows.length };
  }
}

interface ServerFacts {
  readonly isMariadb: boolean;
  readonly hasUuid: boolean;
  readonly database: string;
}
