import { UnstampedDatabaseError } from "./unstamped-database-error.js";

const OWN_TABLES = ["instruments", "session_log", "upload_log"];

/** Whether a database with these tables belongs to NexusLIMS. */
export const isNexuslims = (tables: readonly string[]): boolean => OWN_TABLES.some((table) => tables.includes(table));

/**
 * Refuses a database without a revision if it belongs to another program, or if revisions are to be run, because the
 * first one makes the tables. A database without tables may be filled, and so may one after a downgrade to base.
 *
 * @param tables - the names of its tables.
 * @throws {UnstampedDatabaseError} which names the case.
 */
export function refuseUnstamped(tables: readonly string[], needsStamp: boolean): void {
  const isOwn = isNexuslims(tables);
  const isForeign = !isOwn && tables.length > 0 && !tables.includes("alembic_version");
  if (isForeign || (isOwn && needsStamp)) throw new UnstampedDatabaseError(isOwn);
}
