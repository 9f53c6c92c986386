import { resolve } from "node:path";
import { quotedPath } from "../../support/printable.js";
import type { BackupOptions, DriverConnection, LockWait, QueryResult, RunOptions, SqlParams } from "../connection.js";
import { DatabaseError } from "../database-error.js";
import type { DatabaseUrl } from "../database-url.js";
import { InterruptedError } from "../interrupted-error.js";
import { backupFile, backupMemory } from "./backup/sqlite-backup.js";
import { BusyFailure, busyTimeout, monotonicNow, waitWhileBusy } from "./busy-wait.js";
import { databaseError } from "./database-failure.js";
import { ForeignKeyGuard } from "./foreign-key-guard.js";
import type { SqliteFile } from "./sqlite-file.js";
import { endsTransaction, statementEffect } from "./statements/statement-effect.js";

/** How long statements may run one after the other before signals and timers are handled, in milliseconds. */
const TURN = 50;

/** The options of a connection. */
export interface SqliteConnectionOptions {
  readonly url: DatabaseUrl;
  /** Milliseconds to wait for a lock. */
  readonly timeout: number;
  /** The same in a migration run; default: the above. */
  readonly runTimeout?: number | undefined;
  readonly onWait: ((wait: LockWait) => void) | undefined;
}

/** A migration run's own state. */
interface Run {
  readonly options: RunOptions;
  readonly guard: ForeignKeyGuard;
  /** Whether the open transaction is one that `begin()` opened, and not a statement. */
  hasBegun: boolean;
}

/** A connection to SQLite in sql.js: on a real file, or in memory. */
export class SqliteConnection implements DriverConnection {
  readonly url: DatabaseUrl;
  readonly dialectName = "sqlite";
  readonly #file: SqliteFile;
  readonly #options: SqliteConnectionOptions;
  /** Milliseconds to wait for a lock, as set by a script. */
  #askedTimeout: number | undefined;
  #run: Run | undefined;
  #lastTurn = monotonicNow();
  /** Callers that wait behind one that waits for a lock, so that statements keep their order. */
  #queue: Promise<unknown> | undefined;

  constructor(file: SqliteFile, options: SqliteConnectionOptions) {
    this.url = options.url;
    this.#file = file;
    this.#options = options;
  }

  get inTransaction(): boolean {
    return this.#file.inTransaction;
  }

  execute(sql: string, params?: SqlParams): Promise<QueryResult> {
    return this.#enqueue(async () => {
      this.#refuseEndOfRun(sql);
      return this.#perform(sql, params);
    });
  }

  begin(mode: "deferred" | "immediate" = "deferred"): Promise<void> {
    return this.#enqueue(async () => {
      await this.#perform(mode === "immediate" ? "BEGIN IMMEDIATE" : "BEGIN");
      if (this.#run === undefined) return;
      this.#run.guard.begin();
      this.#run.hasBegun = true;
    });
  }

  commit(): Promise<void> {
    return this.#enqueue(async () => {
      const guard = this.#run?.guard;
      if (guard !== undefined) await this.#ownWork(() => guard.check());
      await this.#perform("COMMIT");
      if (this.#run !== undefined) this.#run.hasBegun = false;
    });
  }

  rollback(): Promise<void> {
    return this.#enqueue(async () => {
      if (this.#file.inTransaction) await this.#performAnyway("ROLLBACK");
      if (this.#run !== undefined) this.#run.hasBegun = false;
    });
  }

  beginRun(options: RunOptions = {}): Promise<void> {
    return this.#enqueue(async () => {
      if (this.#run !== undefined) throw new Error("A migration run is already using this connection.");
      const guard = new ForeignKeyGuard((sql) => this.#file.run(sql));
      this.#file.keep();
      this.#run = { options, guard, hasBegun: false };
      try {
        // Inside a transaction this pragma does nothing.
        await this.#ownWork(() => guard.switchOff());
      } catch (error) {
        this.#run = undefined;
        this.#file.letGo();
        throw error;
      }
    });
  }

  endRun(): Promise<void> {
    return this.#enqueue(async () => {
      const run = this.#run;
      if (run === undefined) return;
      this.#run = undefined;
      try {
        if (this.#file.inTransaction) await this.#performAnyway("ROLLBACK");
        await this.#ownWork(() => run.guard.end());
      } finally {
        this.#file.letGo();
      }
    });
  }

  backup(path: string, options: BackupOptions = {}): Promise<void> {
    return this.#enqueue(async () => {
      const signal = options.signal ?? this.#run?.options.signal;
      const target = resolve(path);
      try {
        if (this.#file.path === undefined) await backupMemory(this.#file, target, options);
        else await this.#waitFor(() => backupFile(this.#file, target, { ...options, signal }));
      } catch (error) {
        throw this.#translate(error, undefined, undefined);
      }
    });
  }

  async close(): Promise<void> {
    await this.#queue;
    this.#run = undefined;
    this.#file.close();
  }

  get #timeout(): number {
    if (this.#askedTimeout !== undefined) return this.#askedTimeout;
    const { timeout, runTimeout } = this.#options;
    return this.#run === undefined ? timeout : (this.#run.options.lockTimeout ?? runTimeout ?? timeout);
  }

  /** Runs a task at once if no other waits, otherwise after those that wait. */
  #enqueue<T>(task: () => Promise<T>): Promise<T> {
    const before = this.#queue;
    const result = before === undefined ? task() : before.then(task);
    const settled = result.then(
      () => undefined,
      () => undefined,
    );
    const last = settled.then(() => {
      if (this.#queue === last) this.#queue = undefined;
    });
    this.#queue = last;
    return result;
  }

  /** If a script ended the transaction itself, the run could not be rolled back. */
  #refuseEndOfRun(sql: string): void {
    if (this.#run?.hasBegun !== true || !this.inTransaction || !endsTransaction(sql)) return;
    throw new DatabaseError(
      "A statement can't end the transaction of a migration run, which could not be rolled back then; what must run " +
        "outside of it belongs into op.getContext().autocommitBlock()",
      { statement: sql },
    );
  }

  async #perform(sql: string, params?: SqlParams): Promise<QueryResult> {
    const signal = this.#run?.options.signal;
    if (monotonicNow() - this.#lastTurn > TURN) {
      // Signal handlers run between turns of the event loop, and a run of statements alone never ends its turn.
      await new Promise((resolve) => setImmediate(resolve));
      this.#lastTurn = monotonicNow();
    }
    if (signal?.aborted) throw new InterruptedError(signal.reason);
    if (this.#run !== undefined && this.inTransaction && statementEffect(sql) === "write" && sql !== "COMMIT") {
      const { guard } = this.#run;
      await this.#ownWork(() => guard.beforeWrite());
    }
    const timeout = busyTimeout(sql);
    if (timeout === undefined) return this.#performAnyway(sql, params);
    if (timeout !== "ask") this.#askedTimeout = timeout;
    return { columns: ["timeout"], rows: [{ timeout: this.#timeout }], rowCount: 1 };
  }

  async #performAnyway(sql: string, params?: SqlParams): Promise<QueryResult> {
    try {
      return await this.#waitFor(() => this.#file.run(sql, params));
    } catch (error) {
      throw this.#translate(error, sql, params);
    }
  }

  #waitFor<T>(call: () => T | Promise<T>): Promise<T> {
    return waitWhileBusy(call, {
      timeout: this.#timeout,
      describe: () => this.#lockWait(),
      onWait: this.#run?.options.onWait ?? this.#options.onWait,
      signal: this.#run?.options.signal,
    });
  }

  /** Does the work of the driver before and after a statement. */
  async #ownWork(work: () => void): Promise<void> {
    try {
      await this.#waitFor(work);
    } catch (error) {
      throw this.#translate(error, undefined, undefined);
    }
  }

  #translate(error: unknown, statement: string | undefined, params: SqlParams | undefined): unknown {
    return databaseError(error, {
      path: this.#file.path,
      statement,
      params,
      waited: error instanceof BusyFailure ? error.waited : 0,
      isExclusive: this.#file.isExclusive,
    });
  }

  #lockWait(): LockWait {
    const timeout = this.#timeout;
    const database = this.#file.path ?? ":memory:";
    const message = `Waiting for ${this.#file.path === undefined ? database : quotedPath(database)}: another process is using it (up to ${timeout / 1000} s)`;
    return { database, timeout, message };
  }
}
