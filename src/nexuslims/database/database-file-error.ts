import { AlembicError } from "../../index.js";

/**
 * `NX_DB_PATH` does not name a usable database; nothing was changed.
 *
 * @example
 * ```ts
 * import { DatabaseFileError } from "alembic-ts/nexuslims";
 *
 * const pathOf = (error: unknown): string | undefined => (error instanceof DatabaseFileError ? error.path : undefined);
 * ```
 */
export class DatabaseFileError extends AlembicError {
  readonly code: string = "nexuslims.database-file";
  /** The absolute path; empty where `NX_DB_PATH` is not set. */
  readonly path: string;

  constructor(path: string, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.path = path;
  }
}
