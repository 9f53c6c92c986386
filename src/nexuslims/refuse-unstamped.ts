import { UnstampedDatabaseError } from "./unstamped-database-error.js";

/**
 * Refuses a database that carries no revision, where it is another program's, or where revisions are to be run: the
 * first one makes the tables. One without tables may be filled, and so may one that a downgrade to base left.
 *
 * @param tables - the names of its tables.
 * @throws {UnstampedDatabaseError} which says which of the two it is.
 */
export function refuseUnstamped(tables: readonly string[], needsStamp: boolean): void {
  const isNexuslims = tables.includes("session_log");
  const isForeign = !isNexuslims && tables.length > 0 && !tables.includes("alembic_version");
  if (isForeign || (isNexuslims && needsStamp)) throw new UnstampedDatabaseError(isNexuslims);
}
