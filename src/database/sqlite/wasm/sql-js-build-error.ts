import { AlembicError } from "../../../support/alembic-error.js";

/**
 * The installed sql.js is not the version that this package was made for, so it cannot use files.
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
