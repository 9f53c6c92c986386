import { AbandonedError } from "./abandoned-error.js";
import { type CliHost, type HostSignal, signalExitCodes } from "./cli-host.js";
import { StuckError } from "./stuck-error.js";

/** What stopped a command from outside: a signal, or a failure that it did not wait for. */
export type Stop =
  | { readonly kind: "signal"; readonly exitCode: number }
  | { readonly kind: "failure"; readonly error: AbandonedError | StuckError };

/** Milliseconds that a command gets to roll back and end, once it is stuck or a signal came. */
const PATIENCE = { stuck: 200, signal: 3000 };

/** What a command knows of what comes from outside. */
export interface Heed {
  /** Aborts when the host's signals, or failures that nobody waits for, ask for it. */
  readonly signal: AbortSignal;
  /** What stopped the command, `undefined` while nothing did. */
  stopped(): Stop | undefined;
  /** The outcome of `work`; where it is stuck for good, or does not end after a signal, that is its failure. */
  unlessStuck<T>(work: Promise<T>): Promise<T>;
}

/** Runs `work` while it heeds the host: its signals, and what fails although nobody waits for it. */
export async function heedHost<T>(
  host: Pick<CliHost, "onSignal" | "onFailure" | "leave">,
  work: (heed: Heed) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let stop: Stop | undefined;
  let giveUp: (error: unknown) => void = () => undefined;
  const stuck = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  stuck.catch(() => undefined);
  const endings = [
    host.onSignal?.((name: HostSignal) => {
      stop ??= { kind: "signal", exitCode: signalExitCodes[name] };
      controller.abort(name);
      // In another program's process the command goes on until it has rolled back, however long that takes.
      if (host.leave === undefined) return;
      setTimeout(() => giveUp(new DOMException("The command did not end", "AbortError")), PATIENCE.signal).unref();
    }),
    host.onFailure?.((cause) => {
      const error = cause instanceof StuckError ? cause : new AbandonedError(cause);
      stop ??= { kind: "failure", error };
      controller.abort(error);
      if (error instanceof StuckError) setTimeout(() => giveUp(error), PATIENCE.stuck);
    }),
  ];
  try {
    return await work({
      signal: controller.signal,
      stopped: () => stop,
      unlessStuck: (running) => Promise.race([running, stuck]),
    });
  } finally {
    for (const end of endings) end?.();
    if (stop !== undefined) host.leave?.();
  }
}
