import type { LockWait } from "../connection.js";
import { InterruptedError } from "../interrupted-error.js";
import { RESULT, SqliteFailure } from "./wasm/sqlite-api.js";

/** Options of a wait. */
export interface BusyWaitOptions {
  readonly timeout: number;
  readonly describe: () => LockWait;
  readonly onWait: ((wait: LockWait) => void) | undefined;
  readonly signal: AbortSignal | undefined;
}

/** A shorter wait is not reported. */
const NOTICEABLE = 1000;
const LONGEST_PAUSE = 50;
/** Beside busy writers of a WAL, SQLite gives up with "locking protocol" after some tries; that counts as busy too. */
const BUSY: ReadonlySet<number> = new Set([RESULT.busy, RESULT.protocol]);

/** Milliseconds of a clock that never goes back. Node takes a millisecond to load `performance`, which has the same. */
export const monotonicNow = (): number => Number(process.hrtime.bigint() / 1000n) / 1000;

/**
 * Repeats a call until the database is not busy, or the timeout is over.
 *
 * It pauses on a timer and not inside SQLite, so signals are handled while it waits.
 *
 * @returns the result of the call.
 * @throws {SqliteFailure} the last one, with `waited` milliseconds added, or any other failure of the call at once.
 */
export async function waitWhileBusy<T>(call: () => T | Promise<T>, options: BusyWaitOptions): Promise<T> {
  const start = monotonicNow();
  let told = false;
  for (let pause = 1; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof SqliteFailure) || !BUSY.has(error.result)) throw error;
      const waited = monotonicNow() - start;
      if (waited >= options.timeout) throw new BusyFailure(error, waited);
      if (!told && waited >= NOTICEABLE) {
        told = true;
        options.onWait?.(options.describe());
      }
      await sleep(Math.min(pause * (0.5 + Math.random()), options.timeout - waited + 1));
    }
    if (options.signal?.aborted) throw new InterruptedError(options.signal.reason);
  }
}

/** The error for a database that stayed busy. */
export class BusyFailure extends SqliteFailure {
  readonly waited: number;

  constructor(last: SqliteFailure, waited: number) {
    super(RESULT.busy, last.message, last.fileError);
    this.waited = waited;
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * Parses `PRAGMA busy_timeout`: the number of milliseconds to wait from now on, `"ask"` for a query, or undefined for
 * any other statement. SQLite itself would wait without handling signals.
 */
export function busyTimeout(sql: string): number | "ask" | undefined {
  const match = /^\s*PRAGMA\s+(?:\w+\s*\.\s*)?busy_timeout(?:\s*(?:=\s*|\(\s*)(\d+)(?:\s*\))?)?(?:\s*;)?\s*$/i.exec(
    sql,
  );
  if (match === null) return undefined;
  return match[1] === undefined ? "ask" : Number(match[1]);
}
