import { AlembicError } from "../support/alembic-error.js";

/**
 * A text is not a database URL, or has an option or a part that is not understood.
 *
 * @example
 * ```ts
 * import { DatabaseUrlError, parseDatabaseUrl } from "alembic-ts";
 *
 * try {
 *   parseDatabaseUrl("x.db");
 * } catch (error) {
 *   console.log(error instanceof DatabaseUrlError);
 * }
 * ```
 */
export class DatabaseUrlError extends AlembicError {
  readonly code: string = "database.url";
}
