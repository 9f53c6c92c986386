import { type Config, ScriptDirectory } from "../../index.js";
import { DatabaseFileError } from "./database-file-error.js";
import { NewerDatabaseError } from "./newer-database-error.js";
import type { DatabaseState } from "./read-state.js";
import { isNexuslims, refuseUnstamped } from "./refuse-unstamped.js";

/**
 * Refuses a database that is another program's, or a newer version's. With the attribute `nexuslims.needsStamp`, which
 * a run of revisions has, a NexusLIMS database without a revision is refused too.
 *
 * @throws {UnstampedDatabaseError} where no revision is stamped.
 * @throws {NewerDatabaseError} where this version does not know the revision.
 * @throws {DatabaseFileError} where the revision is another program's.
 */
export async function refuseState(config: Config, { heads, tables }: DatabaseState): Promise<void> {
  if (heads.length === 0) {
    refuseUnstamped(tables, config.attributes["nexuslims.needsStamp"] === true);
    return;
  }
  const isOwn = isNexuslims(tables);
  // Purged rows need not be known.
  if (config.cmdOpts.purge === true && isOwn) return;
  const scripts = await ScriptDirectory.fromConfig(config);
  const known = new Set(Array.from(scripts.walkRevisions(), (script) => script.revision));
  const unknown = heads.filter((head) => !known.has(head));
  if (unknown.length === 0) return;
  if (isOwn) throw new NewerDatabaseError(unknown, String(config.attributes["nexuslims.version"]));
  throw new DatabaseFileError(
    String(config.attributes["nexuslims.database"]),
    `The database holds tables, but none of NexusLIMS, and is at revision ${unknown.join(", ")}, which is none of its ` +
      "revisions. Nothing was changed. Does NX_DB_PATH name the right file?",
  );
}
