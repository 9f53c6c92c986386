import { AlembicError } from "../support/alembic-error.js";

/**
 * The run was told to stop, by Ctrl-C for example. What it had not committed is rolled back.
 *
 * @example
 * ```ts
 * import { InterruptedError } from "alembic-ts";
 *
 * const isStop = (error: unknown): boolean => error instanceof InterruptedError;
 * ```
 */
export class InterruptedError extends AlembicError {
  readonly code: string = "database.interrupted";
  /** The reason of the abort signal. */
  readonly reason: unknown;

  constructor(reason?: unknown) {
    super("Interrupted", reason === undefined ? undefined : { cause: reason });
    this.reason = reason;
  }
}
