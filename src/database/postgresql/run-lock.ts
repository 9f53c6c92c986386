import type { LockWait, RunVersionTable } from "../connection.js";
import { DatabaseLockedError } from "../database-locked-error.js";
import { quoteName } from "../quote-name.js";
import type { WireResult } from "./wire.js";

/** The parts that are needed to take the lock of a run. */
export interface RunLock {
  /** Sends a statement in the transaction of the run; fails with the driver's error. */
  readonly send: (sql: string) => Promise<WireResult>;
  readonly table: RunVersionTable;
  /** Milliseconds to wait at most. */
  readonly timeout: number;
  readonly onWait: ((wait: LockWait) => void) | undefined;
  /** The database as text, its password hidden. */
  readonly database: string;
  /** Waits, and fails when the run is stopped meanwhile. */
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** A shorter wait is not reported. */
const noticeAfter = 250;
const pollEvery = 100;

/** Modes that block EXCLUSIVE; a session that only reads the table does not. */
const modes = ["RowExclusive", "ShareUpdateExclusive", "Share", "ShareRowExclusive", "Exclusive", "AccessExclusive"];

/**
 * Takes the lock that keeps other migration runs away until the transaction ends.
 *
 * It is `LOCK TABLE alembic_version IN EXCLUSIVE MODE`: it waits for a run of Python's Alembic that has written its
 * version, and a run of Python's that is about to write waits for it. Readers are not blocked. Where there is no
 * version table yet, it is made at once, under an advisory lock that belongs to the transaction; when Python's Alembic
 * has made it at the same moment, that one is locked. The lock belongs to the transaction and not to the session, so it
 * holds behind PgBouncer in transaction mode as well, and a killed client leaves nothing behind.
 *
 * @throws {DatabaseLockedError} when it is not free in time; the message names who holds it.
 */
export async function takeRunLock(lock: RunLock): Promise<void> {
  const { table, send } = lock;
  const name = `${table.schema === null ? "" : `${quoteName(table.schema)}.`}${quoteName(table.name)}`;
  const started = Date.now();
  const wait = new Wait(lock, started);
  const key = lockKey(`${table.schema ?? ""}.${table.name}`);
  let hasAdvisoryLock = false;
  for (;;) {
    const code = await attempt(send, `LOCK TABLE ${name} IN EXCLUSIVE MODE NOWAIT`);
    if (code === undefined) return;
    if (code === "55P03") return waitForTable(wait, name);
    // The first write will fail with the message that the database is read-only; a run that has nothing to do needs no
    // lock.
    if (code === "25006" || code === "55000") return;
    if (code !== "42P01") throw await failureOf(send, `LOCK TABLE ${name} IN EXCLUSIVE MODE NOWAIT`);
    if (!hasAdvisoryLock) {
      await waitForKey(wait, key);
      hasAdvisoryLock = true;
      continue;
    }
    const create = table.create?.() ?? [];
    if (create.length === 0) return;
    const made = await attempt(send, create.join("; "));
    // A program that does not use the advisory lock created it first. Any other failure is left to the run, which
    // reports it.
    if (made !== "42P07" && made !== "23505") return;
  }
}

/** Tries statements in a savepoint. Returns the code of the failure, `undefined` where there is none. */
async function attempt(send: RunLock["send"], sql: string): Promise<string | undefined> {
  try {
    await send(`SAVEPOINT alembic_lock; ${sql}; RELEASE SAVEPOINT alembic_lock`);
    return undefined;
  } catch (error) {
    const { code } = error as { readonly code?: string };
    if (code === undefined) throw error;
    await send("ROLLBACK TO SAVEPOINT alembic_lock; RELEASE SAVEPOINT alembic_lock");
    return code;
  }
}

/** The failure of a statement that is known to fail. */
async function failureOf(send: RunLock["send"], sql: string): Promise<unknown> {
  return send(sql).then(
    () => undefined,
    (error: unknown) => error,
  );
}

async function waitForTable(wait: Wait, name: string): Promise<void> {
  const { send } = wait.lock;
  const lockedBy = `l.relation = '${name.replaceAll("'", "''")}'::regclass AND l.mode IN (${modes.map((mode) => `'${mode}Lock'`).join(", ")})`;
  const before = (await send("SHOW lock_timeout")).rows[0]?.[0] ?? "0";
  for (;;) {
    const left = wait.isAnnounced ? wait.left : Math.min(noticeAfter, wait.left);
    const restored = `SET LOCAL lock_timeout = '${before}'`;
    const locked = `SET LOCAL lock_timeout = ${Math.max(1, Math.ceil(left))}; LOCK TABLE ${name} IN EXCLUSIVE MODE; ${restored}`;
    const code = await attempt(send, locked);
    if (code === undefined) return;
    if (code !== "55P03") throw await failureOf(send, `LOCK TABLE ${name} IN EXCLUSIVE MODE`);
    await wait.announce(lockedBy);
  }
}

async function waitForKey(wait: Wait, key: bigint): Promise<void> {
  const { send, sleep } = wait.lock;
  const [high, low] = [BigInt.asUintN(32, key >> 32n), BigInt.asUintN(32, key)];
  const lockedBy = `l.locktype = 'advisory' AND l.classid = ${high} AND l.objid = ${low} AND l.objsubid = 1`;
  for (;;) {
    // Tried repeatedly: a waiting statement would keep a snapshot, for which CREATE INDEX CONCURRENTLY waits.
    if ((await send(`SELECT pg_try_advisory_xact_lock(${key})`)).rows[0]?.[0] === "t") return;
    if (Date.now() - wait.started >= noticeAfter) await wait.announce(lockedBy);
    await sleep(pollEvery);
  }
}

/** A wait for the lock: it reports once who holds it, and ends in time. */
class Wait {
  readonly lock: RunLock;
  readonly started: number;
  isAnnounced = false;

  constructor(lock: RunLock, started: number) {
    this.lock = lock;
    this.started = started;
  }

  get left(): number {
    return Math.max(0, this.started + this.lock.timeout - Date.now());
  }

  /**
   * Reports who holds the lock, unless that is done.
   *
   * @throws {DatabaseLockedError} when the time is over.
   */
  async announce(lockedBy: string): Promise<void> {
    const { timeout, onWait, database } = this.lock;
    if (this.left > 0 && this.isAnnounced) return;
    const holders = await this.#holders(lockedBy);
    if (this.left === 0) {
      throw new DatabaseLockedError(
        `another migration is running: ${holders}. Waited ${seconds(Date.now() - this.started)}; wait longer with --lock-timeout, or end that process`,
        Date.now() - this.started,
        { driverCode: "55P03" },
      );
    }
    this.isAnnounced = true;
    onWait?.({
      database,
      timeout,
      message: `Waiting for ${database}: ${holders} is migrating it (up to ${seconds(timeout)})`,
    });
  }

  async #holders(lockedBy: string): Promise<string> {
    const { rows } = await this.lock.send(
      `SELECT DISTINCT a.pid, a.usename, a.application_name, host(a.client_addr), to_char(a.xact_start, 'HH24:MI:SS')
      FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
      WHERE l.granted AND l.pid <> pg_backend_pid() AND ${lockedBy} ORDER BY a.pid`,
    );
    return rows.length === 0 ? "a process that has ended meanwhile" : rows.map(describeHolder).join(", ");
  }
}

function describeHolder([pid, user, application, address, since]: readonly (string | null)[]): string {
  const who = [application || undefined, user === null ? undefined : `user ${user}`, address ?? undefined];
  const known = who.filter((one) => one !== undefined).join(", ");
  return `process ${pid}${known === "" ? "" : ` (${known})`}${since === null ? "" : `, in a transaction since ${since},`}`;
}

const seconds = (milliseconds: number): string => `${Math.round(milliseconds / 100) / 10} s`;

/** The number of a version table among advisory locks: FNV-1a of its name, with 64 bits and a sign. */
function lockKey(name: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(`alembic ${name}`, "utf8"))
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return BigInt.asIntN(64, hash);
}
