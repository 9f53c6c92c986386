import { quotedPath } from "../../../support/printable.js";
import { DatabaseError } from "../../database-error.js";

/**
 * SQLite's locks are not available here, so another program could write the same file at the same moment.
 *
 * @example
 * ```ts
 * import { LockingUnavailableError } from "alembic-ts";
 *
 * const isRefusal = (error: unknown): boolean => error instanceof LockingUnavailableError;
 * ```
 */
export class LockingUnavailableError extends DatabaseError {
  override readonly code: string = "database.locking-unavailable";
  /** Why there are no locks. */
  readonly why: string;

  constructor(path: string, why: string, cause?: unknown) {
    super(
      `Cannot lock ${quotedPath(path)}: ${why}. Without locks another program could write to the file at the same moment and ` +
        "destroy it. If no other program uses it, add ?locking=none to the database URL.",
      { driverCode: "SQLITE_IOERR", cause },
    );
    this.why = why;
  }
}
