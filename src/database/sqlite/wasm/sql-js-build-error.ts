import { AlembicError } from "../../../support/alembic-error.js";

/**
 * The installed sql.js is not the one that this package was made for, so files cannot be reached through it.
 *
 * @example
 * ```ts
 * import { SqlJsBuildError } from "alembic-ts";
 *
 * const isBrokenInstall = (error: unknown): boolean => error instanceof SqlJsBuildError;
 * ```
 */
export class SqlJsBuildError extends AlembicError {
  readonly code: string = "database.sql-js-build";
}
