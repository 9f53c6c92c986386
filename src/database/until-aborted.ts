import { InterruptedError } from "./interrupted-error.js";

/**
 * Waits for code that may wait for other things than the database: where the signal aborts, it is waited for no longer.
 *
 * @throws {InterruptedError} when the signal aborts first, or has aborted already; `work` is not begun then.
 */
export async function untilAborted<T>(signal: AbortSignal | undefined, work: () => Promise<T> | T): Promise<T> {
  if (signal === undefined) return work();
  if (signal.aborted) throw new InterruptedError(signal.reason);
  let stop: () => void = () => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(new InterruptedError(signal.reason));
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work(), stopped]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
