import { ScriptDirectory } from "../../index.js";
import type { Application } from "../application.js";
import type { DatabasePath } from "../database/database-path.js";
import { namedHeads } from "../database/named-heads.js";
import { readState } from "../database/read-state.js";
import { refuseState } from "../database/refuse-state.js";
import { isNexuslims } from "../database/refuse-unstamped.js";
import { packageConfig } from "../package-config.js";

/** The revision of a database beside the latest one; migrations are pending where they differ. */
export interface CheckedVersions {
  readonly current: string;
  readonly latest: string;
  /** Whether the database holds the tables of NexusLIMS but no revision, so that it has to be stamped first. */
  readonly needsStamp: boolean;
}

/** Finds out whether migrations are pending for a database. */
export async function check(application: Application, database: DatabasePath): Promise<CheckedVersions> {
  const config = packageConfig(application, database);
  const scripts = await ScriptDirectory.fromConfig(config);
  const state = await readState(database);
  await refuseState(config, state);
  return {
    current: namedHeads(state.heads),
    latest: scripts.getCurrentHead() ?? "none",
    needsStamp: state.heads.length === 0 && isNexuslims(state.tables),
  };
}
