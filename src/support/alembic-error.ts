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

  constructor(message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
  }
}
