import { UnstampedDatabaseError } from "./unstamped-database-error.js";

const OWN_TABLES = ["instruments", "session_log", "upload_log"];

/** Whether a database with these tables is one of NexusLIMS. */
export const isNexuslims = (tables: readonly string[]): boolean => OWN_TABLES.some((table) => tables.includes(table));

/**
 * Refuses a database that carries no revision, where it is another program's, or where revisions are to be run: the
 * first one makes the tables. One without tables may be filled, and so may one that a downgrade to base left.
 *
 * @param tables - the names of its tables.
 * @throws {UnstampedDatabaseError} which says which of the two it is.
 */
export function refuseUnstamped(tables: readonly string[], needsStamp: boolean): void {
  const isOwn = isNexuslims(tables);
  const isForeign = !isOwn && tables.length > 0 && !tables.includes("alembic_version");
  if (isForeign || (isOwn && needsStamp)) throw new UnstampedDatabaseError(isOwn);
}
