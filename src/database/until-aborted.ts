import { InterruptedError } from "./interrupted-error.js";

/** What ends when a signal aborts. A signal takes its time to add and to remove a listener, so each gets one for good. */
const stopsBySignal = new WeakMap<AbortSignal, Set<() => void>>();

function stopsOf(signal: AbortSignal): Set<() => void> {
  const known = stopsBySignal.get(signal);
  if (known !== undefined) return known;
  const stops = new Set<() => void>();
  stopsBySignal.set(signal, stops);
  signal.addEventListener(
    "abort",
    () => {
      for (const stop of stops) stop();
    },
    { once: true },
  );
  return stops;
}

/**
 * Waits for code that may wait for other things than the database: where the signal aborts, it is waited for no longer.
 *
 * @throws {InterruptedError} when the signal aborts first, or has aborted already; `work` is not begun then.
 */
export async function untilAborted<T>(signal: AbortSignal | undefined, work: () => Promise<T> | T): Promise<T> {
  if (signal === undefined) return work();
  if (signal.aborted) throw new InterruptedError(signal.reason);
  const stops = stopsOf(signal);
  let stop: () => void = () => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(new InterruptedError(signal.reason));
  });
  stops.add(stop);
  try {
    return await Promise.race([work(), stopped]);
  } finally {
    stops.delete(stop);
  }
}
