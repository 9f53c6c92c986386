import { AlembicError } from "../index.js";

/**
 * The database holds NexusLIMS's tables but no revision: it was made before there were migrations. Nothing was changed.
 *
 * @example
 * ```ts
 * import { UnstampedDatabaseError } from "alembic-ts/nexuslims";
 *
 * const wantsStamp = (error: unknown): boolean => error instanceof UnstampedDatabaseError;
 * ```
 */
export class UnstampedDatabaseError extends AlembicError {
  readonly code: string = "nexuslims.unstamped-database";

  constructor() {
    super(
      "The database holds the tables of NexusLIMS, but no revision is stamped: it was made by a version without " +
        "migrations. Nothing was changed. If it is a v1.4.3 database, mark it with " +
        "'nexuslims db alembic stamp v1_4_3', then run 'nexuslims db upgrade'.",
    );
  }
}
