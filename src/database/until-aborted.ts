import { InterruptedError } from "./interrupted-error.js";

/**
 * The functions to call when a signal aborts. Adding and removing a listener takes time, so each signal gets one
 * permanent listener.
 */
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

/** Has `stop` called when a signal aborts. Returns a function that undoes it. */
export function onAbort(signal: AbortSignal, stop: () => void): () => void {
  const stops = stopsOf(signal);
  stops.add(stop);
  return () => stops.delete(stop);
}

/**
 * Waits for code that may wait for other things than the database, until it ends or the signal aborts.
 *
 * @throws {InterruptedError} when the signal aborts first, or has aborted already, in which case `work` is not started.
 */
export async function untilAborted<T>(signal: AbortSignal | undefined, work: () => Promise<T> | T): Promise<T> {
  if (signal === undefined) return work();
  if (signal.aborted) throw new InterruptedError(signal.reason);
  let stop: () => void = () => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(new InterruptedError(signal.reason));
  });
  const undo = onAbort(signal, stop);
  try {
    return await Promise.race([work(), stopped]);
  } finally {
    undo();
  }
}
