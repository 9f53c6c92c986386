import { AlembicError } from "../../index.js";

/**
 * What `NX_DB_PATH` names is no database that can be worked on; it was not touched.
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
