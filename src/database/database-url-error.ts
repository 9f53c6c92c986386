import { AlembicError } from "../support/alembic-error.js";

/**
 * A text that should be a database URL is none, or names a kind of database in a way that is not understood.
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
