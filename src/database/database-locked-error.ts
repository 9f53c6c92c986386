import { DatabaseError, type DatabaseErrorDetails } from "./database-error.js";

/**
 * Another process holds the database, and did not let go within the busy timeout.
 *
 * @example
 * ```ts
 * import { DatabaseLockedError, openDatabase } from "alembic-ts";
 *
 * const connection = await openDatabase("sqlite:///app.db?timeout=20");
 * try {
 *   await connection.begin("immediate");
 * } catch (error) {
 *   if (error instanceof DatabaseLockedError) console.log("try again later");
 * }
 * ```
 */
export class DatabaseLockedError extends DatabaseError {
  override readonly code: string = "database.locked";
  /** Milliseconds that were spent waiting. */
  readonly waited: number;

  constructor(wayOut: string, waited: number, details: DatabaseErrorDetails = {}) {
    super(`database is locked: ${wayOut}`, { driverCode: "SQLITE_BUSY", ...details });
    this.waited = waited;
  }
}
