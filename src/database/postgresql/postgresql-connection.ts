import { setTimeout as delay } from "node:timers/promises";
import { AlembicError } from "../../support/alembic-error.js";
import type { AheadOutcome, DriverConnection, QueryResult, RunOptions, SqlParams, SqlValue } from "../connection.js";
import { DatabaseError } from "../database-error.js";
import type { DatabaseUrl } from "../database-url.js";
import { InterruptedError } from "../interrupted-error.js";
import { noRows } from "../no-rows.js";
import type { OpenDatabaseOptions } from "../open-database-options.js";
import { resultRows } from "../result-rows.js";
import { onAbort } from "../until-aborted.js";
import { statementFailure } from "./failure.js";
import { takeRunLock } from "./run-lock.js";
import { StatementsAhead } from "./statements-ahead.js";
import { firstOwnType, parameterOf, readerOf } from "./values.js";
import type { PostgresqlWire, WireResult } from "./wire.js";

/** How long a run waits for another one. */
const defaultTimeout = 60_000;

/** A connection to PostgreSQL, on a client of `pg` or on PGlite. Calls are carried out in order. */
export class PostgresqlConnection implements DriverConnection {
  readonly url: DatabaseUrl;
  readonly dialectName = "postgresql";
  readonly paramstyle = "numeric_dollar";
  readonly executeAhead?: (sql: string, outcome: AheadOutcome) => Promise<void>;
  readonly #wire: PostgresqlWire;
  readonly #options: OpenDatabaseOptions;
  /** Members of the array types that users made, by number; `undefined` for types that are no arrays. */
  readonly #members = new Map<number, number | undefined>();
  #queue: Promise<unknown> = Promise.resolve();
  #run: RunOptions | undefined;
  #ahead: StatementsAhead | undefined;

  private constructor(wire: PostgresqlWire, url: DatabaseUrl, options: OpenDatabaseOptions) {
    this.#wire = wire;
    this.url = url;
    this.#options = options;
    this.#ahead = this.#noneAhead();
    if (wire.pipeline !== undefined) this.executeAhead = (sql, outcome) => this.#executeAhead(sql, outcome);
  }

  /**
   * Makes a connection of a wire. Afterwards values and texts are read and written in one way, whatever the settings of
   * the server are.
   */
  static async open(
    wire: PostgresqlWire,
    url: DatabaseUrl,
    options: OpenDatabaseOptions,
  ): Promise<PostgresqlConnection> {
    const connection = new PostgresqlConnection(wire, url, options);
    const { rows } = await wire.query(
      "SELECT current_setting('DateStyle'), current_setting('standard_conforming_strings')",
    );
    const [dateStyle = "", plainStrings] = rows[0] ?? [];
    if (!dateStyle?.startsWith("ISO")) await wire.query("SET datestyle = 'ISO'");
    if (plainStrings !== "on") await wire.query("SET standard_conforming_strings = on");
    if (options.readOnly) await wire.query("SET default_transaction_read_only = on");
    return connection;
  }

  get inTransaction(): boolean {
    return this.#wire.status !== "I";
  }

  execute(sql: string, params: SqlParams = []): Promise<QueryResult> {
    return this.#enqueue(async () => {
      try {
        return await this.#read(await this.#send(sql, listOf(params)));
      } catch (error) {
        throw failureOf(error, sql, params);
      }
    });
  }

  settle(): Promise<void> {
    return this.#enqueue(() => this.#settle());
  }

  begin(mode: "deferred" | "immediate" = "deferred"): Promise<void> {
    return this.#enqueue(async () => {
      await this.#control("BEGIN");
      const table = this.#run?.versionTable;
      if (mode === "deferred" || table === undefined) return;
      try {
        await takeRunLock({
          send: (sql) => this.#send(sql),
          table,
          timeout: this.#run?.lockTimeout ?? this.#options.timeout ?? defaultTimeout,
          onWait: this.#run?.onWait ?? this.#options.onWait,
          database: this.url.render(),
          sleep: (milliseconds) => this.#sleep(milliseconds),
        });
      } catch (error) {
        if (!this.#wire.isClosed) await this.#wire.query("ROLLBACK").catch(() => undefined);
        throw failureOf(error, `LOCK TABLE ${table.name} IN EXCLUSIVE MODE`, undefined);
      }
    });
  }

  commit(): Promise<void> {
    return this.#enqueue(async () => {
      if (!this.inTransaction) throw new DatabaseError("cannot commit: no transaction is active");
      // All must have been executed well before they are committed.
      await this.#settle();
      const { command } = await this.#control("COMMIT");
      if (command === "ROLLBACK") {
        throw new DatabaseError(
          "A statement of the transaction had failed, so PostgreSQL rolled it back instead of committing it",
          { driverCode: "25P02" },
        );
      }
    });
  }

  rollback(): Promise<void> {
    return this.#enqueue(async () => {
      await this.#dropAhead();
      // The server has rolled back the transaction of a lost connection itself.
      if (!this.inTransaction || this.#wire.isClosed) return;
      await this.#wire.query("ROLLBACK").catch((error: unknown) => {
        if (!this.#wire.isClosed) throw statementFailure(error, "ROLLBACK", undefined);
      });
    });
  }

  async beginRun(options: RunOptions = {}): Promise<void> {
    this.#run = options;
  }

  async endRun(): Promise<void> {
    if (this.#run === undefined) return;
    await this.rollback();
    this.#run = undefined;
  }

  async backup(): Promise<void> {
    throw new DatabaseError("PostgreSQL databases are backed up with pg_dump");
  }

  async close(): Promise<void> {
    await this.rollback();
    await this.#wire.close();
  }

  #executeAhead(sql: string, outcome: AheadOutcome): Promise<void> {
    return this.#enqueue(async () => {
      const ahead = this.#ahead;
      if (ahead === undefined || this.#wire.status !== "T") {
        try {
          outcome.result(changedRows(await this.#send(sql)));
        } catch (error) {
          throw error instanceof AlembicError ? error : outcome.failure(statementFailure(error, sql, undefined));
        }
        return;
      }
      this.#checkSignal();
      ahead.check();
      const wait = ahead.add(sql, outcome);
      if (wait !== undefined) await this.#cancelled(() => wait);
    });
  }

  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => undefined);
    return done;
  }

  async #control(sql: string): Promise<WireResult> {
    try {
      return await this.#send(sql);
    } catch (error) {
      throw failureOf(error, sql, undefined);
    }
  }

  /** Sends a statement; if the run is stopped meanwhile, asks the server to cancel it. */
  async #send(sql: string, values: readonly SqlValue[] = []): Promise<WireResult> {
    this.#checkSignal();
    return this.#cancelled(async () => {
      // The statement fails as well when one before it has failed, and the first failure counts.
      const result = this.#wire.query(sql, values.map(parameterOf));
      if (this.#ahead?.isSettled === false) await Promise.allSettled([result, this.#ahead.settle()]);
      this.#ahead?.check();
      return result;
    });
  }

  async #settle(): Promise<void> {
    const ahead = this.#ahead;
    if (ahead === undefined || ahead.isSettled) return;
    this.#checkSignal();
    await this.#cancelled(() => ahead.settle());
  }

  /** Waits for statements; if the run is stopped meanwhile, asks the server to cancel them. */
  async #cancelled<T>(work: () => Promise<T>): Promise<T> {
    const signal = this.#run?.signal;
    if (signal === undefined) return work();
    let cancelling: Promise<void> | undefined;
    const undo = onAbort(signal, () => {
      cancelling = this.#wire.cancel?.().catch(() => undefined);
    });
    try {
      return await work();
    } catch (error) {
      throw signal.aborted ? new InterruptedError(signal.reason) : error;
    } finally {
      undo();
      // A late request would cancel the statement after this one.
      await cancelling;
    }
  }

  #checkSignal(): void {
    const signal = this.#run?.signal;
    if (signal?.aborted) throw new InterruptedError(signal.reason);
  }

  #noneAhead(): StatementsAhead | undefined {
    const { pipeline } = this.#wire;
    return pipeline === undefined ? undefined : new StatementsAhead(pipeline, changedRows);
  }

  /** Drops the statements that are not sent yet, and waits for the others; a run that is stopped has them cancelled. */
  async #dropAhead(): Promise<void> {
    const { pipeline } = this.#wire;
    if (pipeline === undefined) return;
    pipeline.drop();
    this.#ahead = this.#noneAhead();
    // A request may come between two statements, where it has no effect.
    while (!pipeline.isIdle && this.#run?.signal?.aborted) {
      await this.#wire.cancel?.().catch(() => undefined);
      await Promise.race([pipeline.idle(), delay(50)]);
    }
  }

  async #sleep(milliseconds: number): Promise<void> {
    const signal = this.#run?.signal;
    await delay(milliseconds, undefined, { signal }).catch(() => undefined);
    if (signal?.aborted) throw new InterruptedError(signal.reason);
  }

  async #read({ columns, rows, command, rowCount }: WireResult): Promise<QueryResult> {
    if (columns.length === 0) return { ...noRows, rowCount: changedRows({ command, rowCount }) };
    await this.#learn(columns.map(({ type }) => type));
    const names = columns.map(({ name }) => name);
    const readers = columns.map(({ type }) => readerOf(type, this.#members));
    const read = (text: string | null, at: number): SqlValue => (text === null ? null : (readers[at]?.(text) ?? text));
    const count = command === "SELECT" ? rows.length : rowCount;
    return { columns: names, ...resultRows(names, rows, read), rowCount: count };
  }

  /** Asks for the member types of users' array types. */
  async #learn(types: readonly number[]): Promise<void> {
    const unknown = types.filter((type) => type >= firstOwnType && !this.#members.has(type));
    if (unknown.length === 0) return;
    for (const type of unknown) this.#members.set(type, undefined);
    const { rows } = await this.#wire.query(
      `SELECT t.oid::text, CASE m.typtype WHEN 'd' THEN m.typbasetype ELSE m.oid END::text
      FROM pg_catalog.pg_type t JOIN pg_catalog.pg_type m ON m.oid = t.typelem
      WHERE t.typcategory = 'A' AND t.oid IN (${unknown.join(", ")})`,
    );
    for (const [type, member] of rows) this.#members.set(Number(type), Number(member));
  }
}

/** The number of rows that a statement changed, if it is of a kind that does. */
function changedRows({ command, rowCount }: Pick<WireResult, "command" | "rowCount">): number {
  return /^(INSERT|UPDATE|DELETE|MERGE|COPY)$/.test(command) ? rowCount : 0;
}

/** The failure of a statement; an error of this package stays as it is. */
function failureOf(error: unknown, sql: string, params: SqlParams | undefined): unknown {
  return error instanceof AlembicError ? error : statementFailure(error, sql, params);
}

/**
 * The values in the order of their numbers.
 *
 * @throws {DatabaseError} when they have names, which the server does not support.
 */
function listOf(params: SqlParams): readonly SqlValue[] {
  if (Array.isArray(params)) return params;
  if (Object.keys(params).length === 0) return [];
  throw new DatabaseError("PostgreSQL takes a list of values, for $1, $2 and so on");
}
