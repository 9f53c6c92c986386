import { InterruptedError } from "../../database/interrupted-error.js";
import { AlembicError } from "../../support/alembic-error.js";

/** What a run had committed when it was told to stop. */
export type Committed = "nothing" | "steps" | "part of a step" | "schema changes";

const outcomes: Readonly<Record<Committed, string>> = {
  nothing: "everything was rolled back, the database is as it was before.",
  steps: "the step that was running was rolled back; the steps before it are committed.",
  "schema changes":
    "the database commits each schema change at once, so those of the step that was running stay; the version is that of " +
    "the last step that was committed whole.",
  "part of a step":
    "what was done since the last commit was rolled back. An autocommit block had committed the beginning of its step, " +
    "which stays; the version is that of the last step that was committed whole.",
};

/**
 * A run was told to stop, by Ctrl-C for example. The message tells what became of the database.
 *
 * @example
 * ```ts
 * import { command, loadConfig, RunInterruptedError } from "alembic-ts";
 *
 * try {
 *   await command.upgrade(loadConfig(), "head", { signal: AbortSignal.timeout(60_000) });
 * } catch (error) {
 *   if (error instanceof RunInterruptedError) console.log(error.isUnchanged);
 *   else throw error;
 * }
 * ```
 */
export class RunInterruptedError extends AlembicError {
  readonly code = "runtime.interrupted";
  /** Whether the database is as it was before the run; otherwise the message tells what was committed. */
  readonly isUnchanged: boolean;

  constructor(committed: Committed, cause: InterruptedError | RunInterruptedError) {
    super(`Interrupted: ${outcomes[committed]}`, { cause });
    this.isUnchanged = committed === "nothing";
  }
}

/**
 * Whether a command ended because it was told to stop, by Ctrl-C or its signal for example.
 *
 * @example
 * ```ts
 * import { command, isInterruption, loadConfig } from "alembic-ts";
 *
 * try {
 *   await command.upgrade(loadConfig(), "head", { signal: AbortSignal.timeout(60_000) });
 * } catch (error) {
 *   if (!isInterruption(error)) throw error;
 *   console.log(error.message);
 * }
 * ```
 */
export function isInterruption(error: unknown): error is InterruptedError | RunInterruptedError {
  return error instanceof InterruptedError || error instanceof RunInterruptedError;
}
