import { CommandError, type Config, command, ScriptDirectory } from "../../index.js";
import type { Application } from "../application.js";
import type { DatabasePath } from "../database/database-path.js";
import { namedHeads } from "../database/named-heads.js";
import { readState } from "../database/read-state.js";
import { refuseState } from "../database/refuse-state.js";
import { packageConfig } from "../package-config.js";

/** Options of `upgrade` and `downgrade`. */
export interface MoveOptions {
  readonly direction: "upgrade" | "downgrade";
  /** The revision to go to, as any symbol. */
  readonly revision: string;
  /** Seconds to wait while another program writes; by default 60. */
  readonly lockTimeout?: string | undefined;
}

/** The versions of a database before and after a run. */
export interface MovedVersions {
  readonly before: string;
  readonly after: string;
  /** Whether it is at the latest revision now. */
  readonly isLatest: boolean;
}

/** Upgrades or downgrades a database. */
export async function move(
  application: Application,
  database: DatabasePath,
  options: MoveOptions,
): Promise<MovedVersions> {
  const { config, heads } = await checkedMove(application, database, options);
  await command[options.direction](config, options.revision, { signal: application.signal });
  const after = namedHeads((await readState(database)).heads);
  const scripts = await ScriptDirectory.fromConfig(config);
  return { before: namedHeads(heads), after, isLatest: after === scripts.getCurrentHead() };
}

/** A move that the state of the database allows: the configuration, and the revisions that the database is at. */
export interface CheckedMove {
  readonly config: Config;
  readonly heads: readonly string[];
}

/** @throws CommandError where the state of the database does not allow the move. */
export async function checkedMove(
  application: Application,
  database: DatabasePath,
  { direction, revision, lockTimeout }: MoveOptions,
): Promise<CheckedMove> {
  const config = packageConfig(application, database)
    .withAttributes({ "nexuslims.needsStamp": true })
    .withCmdOpts({ lockTimeout });
  const state = await readState(database);
  await refuseState(config, state);
  const { heads } = state;
  if (direction === "downgrade" && heads.length === 0 && revision.startsWith("-")) {
    throw new CommandError("The database is at no revision, so it cannot go back any further.");
  }
  return { config, heads };
}
