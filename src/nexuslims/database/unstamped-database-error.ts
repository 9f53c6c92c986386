import { AlembicError } from "../../index.js";

/**
 * The database holds tables but no revision: it was made before migrations existed, or it does not belong to NexusLIMS.
 * Nothing was changed.
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
  /** Whether it holds the tables of NexusLIMS. */
  readonly isNexuslims: boolean;

  constructor(isNexuslims: boolean) {
    super(
      isNexuslims
        ? "The database holds the tables of NexusLIMS, but no revision is stamped: it was made by a version without " +
            "migrations. Nothing was changed. If it is a v1.4.3 database, mark it with " +
            "'nexuslims db alembic stamp v1_4_3', then run 'nexuslims db upgrade'."
        : "The database holds tables, but none of NexusLIMS, and no revision is stamped. Nothing was changed. " +
            "Does NX_DB_PATH name the right file?",
    );
    this.isNexuslims = isNexuslims;
  }
}
