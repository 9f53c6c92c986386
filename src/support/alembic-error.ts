/** Options of the errors of this package. */
export interface AlembicErrorOptions {
  /** The error behind this one. */
  readonly cause?: unknown;
  /** See {@link AlembicError.hint}. */
  readonly hint?: string | undefined;
}

/**
 * The base of every error that this package raises on purpose.
 *
 * A subclass has a stable dotted {@link AlembicError.code | code}, readonly data fields for callers that act on the
 * failure, and builds its own sentence. The error that caused it, where there is one, is its `cause`.
 *
 * @example
 * ```ts
 * import { AlembicError } from "alembic-ts";
 *
 * function exitCodeOf(error: unknown): number {
 *   return error instanceof AlembicError ? 255 : 1;
 * }
 * ```
 */
export abstract class AlembicError extends Error {
  /** Dotted name of the failure, such as `graph.resolution`; it never changes, the message may. */
  abstract readonly code: string;

  /**
   * The way out, where the message has Alembic's own words and none: what to type, or what the names could have meant.
   * The command line prints it on standard error, behind the message.
   */
  readonly hint: string | undefined;

  constructor(message: string, options?: AlembicErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.hint = options?.hint;
  }
}
