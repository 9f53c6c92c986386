import type { InterruptedError } from "../database/interrupted-error.js";
import { AlembicError } from "../support/alembic-error.js";

/**
 * A run was told to stop, by Ctrl-C for example. The message says what became of the database.
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
  /** Whether the database is as it was before the run; otherwise some steps were committed, each one whole. */
  readonly isUnchanged: boolean;

  constructor(commits: number, cause: InterruptedError | RunInterruptedError) {
    super(
      commits === 0
        ? "Interrupted: everything was rolled back, the database is as it was before."
        : "Interrupted: the step that was running was rolled back; the steps before it are committed.",
      { cause },
    );
    this.isUnchanged = commits === 0;
  }
}
