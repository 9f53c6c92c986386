import { createHash } from "node:crypto";
import type { LockWait, RunVersionTable, SqlValue } from "../connection.js";
import { DatabaseLockedError } from "../database-locked-error.js";
import { ClusterLock } from "./cluster-lock.js";
import { failures, numberOf } from "./failure.js";
import type { MysqlWire, WireResult } from "./mysql-wire.js";
import { readerOf } from "./values.js";

/** The parts that the lock of a run needs. */
export interface RunLockOptions {
  readonly wire: MysqlWire;
  readonly table: RunVersionTable;
  /** Milliseconds to wait at most. */
  readonly timeout: number;
  readonly onWait: ((wait: LockWait) => void) | undefined;
  /** The database as text, its password hidden. */
  readonly database: string;
  /** Fails when the run was stopped. */
  readonly check: () => void;
}

/** A shorter wait is not reported. */
const noticeAfter = 250;

/**
 * The lock that keeps other migration runs away. Schema changes commit at once here, so no lock of a transaction lasts for
 * a step. Two locks take its place:
 *
 * - `GET_LOCK`, which belongs to the session and is held from the first transaction of the run to its end, keeps other runs
 *   of this package away.
 * - A second connection locks the version rows (`SELECT … FOR UPDATE`) during each step, until the step writes them
 * itself. A run of Python's Alembic that is about to write its version waits for this lock, and the lock waits for a
 * run that has written.
 *
 * The server releases both when the client is killed. On a Galera cluster, where both are known to one node only, a
 * {@link ClusterLock} joins them.
 */
export class RunLock {
  readonly #options: RunLockOptions;
  readonly #name: string;
  readonly #table: string;
  readonly #mentionsTable: RegExp;
  #guard: MysqlWire | undefined;
  #cluster: ClusterLock | undefined;
  #hasName = false;
  #isGuarding = false;
  #versions: readonly SqlValue[] | undefined;

  constructor(options: RunLockOptions, databaseName: string) {
    const { schema, name } = options.table;
    this.#options = options;
    const key = `${schema ?? databaseName}.${name}`;
    // A name may have 64 characters.
    this.#name = `alembic:${createHash("sha256").update(key).digest("hex").slice(0, 40)}`;
    this.#table = `${schema === null ? "" : `${quoted(schema)}.`}${quoted(name)}`;
    this.#mentionsTable = new RegExp(
      `${name.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}|^\\s*(FLUSH|LOCK|UNLOCK)\\b|\\b(DATABASE|SCHEMA)\\b`,
      "i",
    );
  }

  /**
   * The version rows as they were when they were locked, as long as they are: nobody has written them since. `undefined`
   * where they are not locked, and on a cluster, where another node may have written them.
   */
  get versions(): readonly SqlValue[] | undefined {
    return this.#isGuarding && this.#cluster === undefined ? this.#versions : undefined;
  }

  /**
   * Takes the locks that are not held yet.
   *
   * @throws {DatabaseLockedError} when it is not free in time; the message names who holds it.
   */
  async take(): Promise<void> {
    const started = Date.now();
    if (!this.#hasName) {
      await this.#takeName(started);
      await this.#takeCluster(started);
    } else await this.#cluster?.confirm();
    await this.#guardRows(started);
  }

  /** Releases the version rows for the run itself, before a statement that may write them. */
  beforeStatement(sql: string): void {
    if (!this.#isGuarding || /^\s*(SELECT|SHOW)\b/i.test(sql) || !this.#mentionsTable.test(sql)) return;
    // Not waited for: the statement itself waits on the server until the rows are free.
    void this.releaseRows();
  }

  /** Ends the lock on the version rows. */
  async releaseRows(): Promise<void> {
    if (!this.#isGuarding) return;
    this.#isGuarding = false;
    await this.#guard?.query("ROLLBACK").catch(() => undefined);
  }

  /** Ends all locks. */
  async release(): Promise<void> {
    await this.releaseRows();
    await this.#cluster?.release();
    this.#cluster = undefined;
    await this.#guard?.close();
    this.#guard = undefined;
    if (this.#hasName && !this.#options.wire.isClosed)
      await this.#options.wire.query(`SELECT RELEASE_LOCK('${this.#name}')`).catch(() => undefined);
    this.#hasName = false;
  }

  async #takeName(started: number): Promise<void> {
    const { wire, check, timeout } = this.#options;
    let isAnnounced = false;
    for (;;) {
      check();
      const left = Math.max(0, started + timeout - Date.now());
      // Tried repeatedly, so that a run that is stopped does not wait for long.
      const seconds = isAnnounced ? Math.min(1, left / 1000) : Math.min(noticeAfter, left) / 1000;
      if ((await scalar(wire, `SELECT GET_LOCK('${this.#name}', ${seconds.toFixed(3)})`)) === "1") break;
      check();
      const holder = await this.#describe(await scalar(wire, `SELECT IS_USED_LOCK('${this.#name}')`));
      if (Date.now() - started >= timeout) throw this.#locked(holder, started);
      if (!isAnnounced) this.#announce(holder);
      isAnnounced = true;
    }
    this.#hasName = true;
  }

  /** Keeps runs on other nodes of a cluster away, where there is a connection for it. */
  async #takeCluster(started: number): Promise<void> {
    const { wire, timeout, check } = this.#options;
    if (!(await ClusterLock.isNeeded(wire))) return;
    // What another node has written is there before the version is read.
    await wire.query("SET SESSION wsrep_sync_wait = 15");
    const own = await wire.another();
    if (own === undefined) return;
    const lock = new ClusterLock(own, this.#table.replace(/`$/, "_lock`"));
    let isAnnounced = false;
    try {
      await lock.take((holder) => {
        check();
        if (Date.now() - started >= timeout) throw this.#locked(holder, started);
        if (!isAnnounced) this.#announce(holder);
        isAnnounced = true;
      });
      this.#cluster = lock;
    } catch (error) {
      await own.close();
      throw error;
    }
  }

  async #guardRows(started: number): Promise<void> {
    const { wire, timeout, check, table } = this.#options;
    if (this.#guard?.isClosed === true) this.#guard = undefined;
    if (this.#guard === undefined) {
      this.#guard = await wire.another();
      // Without autocommit the statement that locks the rows begins a transaction itself.
      await this.#guard?.query("SET SESSION innodb_lock_wait_timeout = 1, autocommit = 0");
    }
    const guard = this.#guard;
    if (guard === undefined) return;
    let isAnnounced = false;
    let isMade = false;
    for (;;) {
      check();
      this.#isGuarding = true;
      const locking = guard.query(`SELECT version_num FROM ${this.#table} FOR UPDATE`);
      const code = await locking.then((result) => this.#keepVersions(result), codeOf);
      if (code === 0) return;
      await this.releaseRows();
      if (code === failures.unknownTable && !isMade) {
        isMade = true;
        for (const statement of table.create?.() ?? []) await wire.query(statement).catch(ignoreExisting);
        if (table.create === undefined) return;
        continue;
      }
      // Any other failure is left to the run, whose own statement reports it.
      if (code !== failures.lockWaitTimeout && code !== failures.deadlock) return;
      const holder = await this.#describe(await this.#rowHolder());
      if (Date.now() - started >= timeout) throw this.#locked(holder, started);
      if (!isAnnounced) this.#announce(holder);
      isAnnounced = true;
    }
  }

  #keepVersions({ rows, columns: [column] }: WireResult): 0 {
    const read = readerOf(column?.type ?? 253, column?.charset ?? 45);
    this.#versions = rows.map(([bytes = null]) => (bytes === null ? null : read(bytes)));
    return 0;
  }

  /**
   * Finds a session that has locks on rows and waits for no other; the server no longer knows the cause of a wait that
   * has ended.
   */
  async #rowHolder(): Promise<string | null> {
    const { wire } = this.#options;
    const own = [wire.threadId, this.#guard?.threadId ?? 0].join(", ");
    return scalar(
      wire,
      `SELECT trx_mysql_thread_id FROM information_schema.INNODB_TRX
      WHERE trx_rows_modified > 0 AND trx_mysql_thread_id NOT IN (0, ${own}) ORDER BY trx_started LIMIT 1`,
    ).catch(() => null);
  }

  async #describe(id: string | null): Promise<string> {
    if (id === null) return "another session";
    const { rows } = await this.#options.wire
      .query(`SELECT USER, HOST, TIME FROM information_schema.PROCESSLIST WHERE ID = ${Number(id)}`)
      .catch(() => ({ rows: [] }));
    const [user, host, time] = (rows[0] ?? []).map(String);
    return user === undefined ? `connection ${id}` : `connection ${id} (user ${user}, ${host}, busy for ${time} s)`;
  }

  #announce(holder: string): void {
    const { onWait, database, timeout } = this.#options;
    onWait?.({
      database,
      timeout,
      message: `Waiting for ${database}: ${holder} is migrating it (up to ${inSeconds(timeout)})`,
    });
  }

  #locked(holder: string, started: number): DatabaseLockedError {
    const waited = Date.now() - started;
    return new DatabaseLockedError(
      `another migration is running: ${holder}. Waited ${inSeconds(waited)}; wait longer with --lock-timeout, or end that process`,
      waited,
      { driverCode: "ER_LOCK_WAIT_TIMEOUT" },
    );
  }
}

const inSeconds = (milliseconds: number): string => `${Math.round(milliseconds / 100) / 10} s`;
const quoted = (name: string): string => `\`${name.replaceAll("`", "``")}\``;
const codeOf = (error: unknown): number => numberOf(error) ?? -1;

/** A program that does not use the lock created the table first. */
function ignoreExisting(error: unknown): void {
  if (numberOf(error) !== failures.tableExists) throw error;
}

async function scalar(wire: MysqlWire, sql: string): Promise<string | null> {
  const value = (await wire.query(sql)).rows[0]?.[0] ?? null;
  return value === null ? null : String(value);
}
