import { AlembicError } from "../support/alembic-error.js";
import { isError } from "../support/is-built-in.js";
import type { CliHost } from "./cli-host.js";
import { type HostSignal, signalExitCodes } from "./exit-codes.js";
import { messageOf } from "./message-of.js";

/** A failure outside of what the command waits for. It ends the command, because the work may be incomplete. */
export class AbandonedError extends AlembicError {
  readonly code = "cli.abandoned";

  constructor(cause: unknown) {
    super(`A failure that nothing was waiting for, in a script or in the environment: ${messageOf(cause)}`, { cause });
  }
}

/** The command waits for an event that can no longer happen in the process. */
export class StuckError extends AlembicError {
  readonly code = "cli.stuck";

  constructor() {
    super("A script or the environment waits for something that never comes: one of its promises is never settled.");
  }
}

/** An event that stops a command from outside: a signal, or a failure that the command does not wait for. */
type Stop =
  | { readonly kind: "signal"; readonly name: HostSignal }
  | { readonly kind: "failure"; readonly error: AbandonedError | StuckError };

/** Milliseconds that a command gets to roll back and end, once it is stuck or a signal came. */
const PATIENCE = { stuck: 200, signal: 3000 };

/** A command, and how its program reports how it ended. */
export interface StoppableRun<T> {
  /** The command. It rolls back and ends when the signal aborts. */
  readonly work: (signal: AbortSignal) => Promise<T>;
  /** Reports the result of the command; returns the exit code. */
  readonly succeed: (result: T) => number;
  /** Reports a failure; returns the exit code. */
  readonly fail: (error: unknown) => number;
}

/**
 * Runs a command until it ends, or until a signal or a failure that nobody waits for stops it. Both programs run their
 * commands through here, so that a stop rolls back, is reported and ends in an exit code in the same way.
 *
 * @returns the exit code: that of `succeed` or `fail`, or that of the signal if the command ended because of it.
 */
export async function runUntilStopped<T>(
  host: Pick<CliHost, "onSignal" | "onFailure" | "leave" | "output">,
  { work, succeed, fail }: StoppableRun<T>,
): Promise<number> {
  const controller = new AbortController();
  let stop: Stop | undefined;
  let giveUp: (error: unknown) => void = () => undefined;
  const stuck = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  stuck.catch(() => undefined);
  const endings = [
    host.onSignal?.((name) => {
      stop ??= { kind: "signal", name };
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
    const result = await Promise.race([work(controller.signal), stuck]);
    // `stop` is set by the callbacks above, which the compiler does not see.
    const stopped = stop as Stop | undefined;
    return stopped?.kind === "failure" ? fail(stopped.error) : succeed(result);
  } catch (error) {
    const stopped = stop as Stop | undefined;
    if (stopped === undefined) return fail(error);
    const rolledBack = isInterruption(error) ? `${messageOf(error)}\n` : undefined;
    if (stopped.kind === "signal") {
      host.output.err(rolledBack ?? `${isAbort(error) ? "Interrupted" : messageOf(error)}\n`);
      return signalExitCodes[stopped.name];
    }
    const code = fail(rolledBack === undefined ? error : stopped.error);
    if (rolledBack !== undefined) host.output.err(rolledBack);
    return code;
  } finally {
    for (const end of endings) end?.();
    if (stop !== undefined) host.leave?.();
  }
}

/** Whether something that waited for the signal, such as a question, ended because of it. */
function isAbort(error: unknown): boolean {
  return isError(error) && (error.name === "AbortError" || isAbort(error.cause));
}

/** Whether the run ended because of the stop; its message then says what became of the database. */
function isInterruption(error: unknown): boolean {
  return error instanceof AlembicError && error.code.endsWith(".interrupted");
}
