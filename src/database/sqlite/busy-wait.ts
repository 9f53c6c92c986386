import type { LockWait } from "../connection.js";
import { InterruptedError } from "../interrupted-error.js";
import { RESULT, SqliteFailure } from "./wasm/sqlite-api.js";

/** How one wait behaves. */
export interface BusyWaitOptions {
  readonly timeout: number;
  readonly describe: () => LockWait;
  readonly onWait: ((wait: LockWait) => void) | undefined;
  readonly signal: AbortSignal | undefined;
}

/** A wait shorter than this is not worth a line on a terminal. */
const NOTICEABLE = 1000;
const LONGEST_PAUSE = 50;
/** Beside busy writers of a WAL SQLite gives up with "locking protocol" after so many tries; it is a wait all the same. */
const BUSY: ReadonlySet<number> = new Set([RESULT.busy, RESULT.protocol]);

/**
 * Calls until the database is not busy, or the timeout is over.
 *
 * It pauses on a timer and not inside SQLite, so signals are handled while it waits.
 *
 * @returns what the call returned.
 * @throws {SqliteFailure} the last one, with `waited` milliseconds added, or any other failure of the call at once.
 */
export async function waitWhileBusy<T>(call: () => T | Promise<T>, options: BusyWaitOptions): Promise<T> {
  const start = performance.now();
  let told = false;
  for (let pause = 1; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof SqliteFailure) || !BUSY.has(error.result)) throw error;
      const waited = performance.now() - start;
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

/** A database that stayed busy. */
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
 * What `PRAGMA busy_timeout` asks for: a number of milliseconds to wait from now on, `"ask"` where it only asks, or
 * undefined for any other statement. SQLite itself would wait in a way that no signal gets through.
 */
export function busyTimeout(sql: string): number | "ask" | undefined {
  const match = /^\s*PRAGMA\s+(?:\w+\s*\.\s*)?busy_timeout(?:\s*(?:=\s*|\(\s*)(\d+)(?:\s*\))?)?(?:\s*;)?\s*$/i.exec(
    sql,
  );
  if (match === null) return undefined;
  return match[1] === undefined ? "ask" : Number(match[1]);
}
