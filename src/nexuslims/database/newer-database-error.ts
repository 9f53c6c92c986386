import { AlembicError } from "../../index.js";

/**
 * The database is at a revision that this version does not know, because a newer one made it. Nothing was changed.
 *
 * @example
 * ```ts
 * import { NewerDatabaseError } from "alembic-ts/nexuslims";
 *
 * const unknownTo = (error: unknown): readonly string[] => (error instanceof NewerDatabaseError ? error.revisions : []);
 * ```
 */
export class NewerDatabaseError extends AlembicError {
  readonly code: string = "nexuslims.newer-database";
  /** The revisions that are not known. */
  readonly revisions: readonly string[];

  constructor(revisions: readonly string[], version: string) {
    super(
      `The database is at revision ${revisions.join(", ")}, which nexuslims ${version} does not know: a newer version ` +
        "of NexusLIMS made it. Nothing was changed. Install that version, or a newer one.",
    );
    this.revisions = revisions;
  }
}
