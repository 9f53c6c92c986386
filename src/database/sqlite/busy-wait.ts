import type { LockWait } from "../connection.js";
import { InterruptedError } from "../interrupted-error.js";
import { RESULT, SqliteFailure } from "./sqlite-api.js";

/** How one wait behaves. */
export interface BusyWaitOptions {
  readonly timeout: number;
  readonly describe: () => LockWait;
  readonly onWait: ((wait: LockWait) => void) | undefined;
  readonly signal: AbortSignal | undefined;
}

/** A wait shorter than this is not worth a line on a terminal. */
const NOTICEABLE = 250;
const LONGEST_PAUSE = 50;

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
      if (!(error instanceof SqliteFailure) || error.result !== RESULT.busy) throw error;
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
    super(last.result, last.message, last.fileError);
    this.waited = waited;
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
