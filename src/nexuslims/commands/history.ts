import { command } from "../../index.js";
import type { Application } from "../application.js";
import { databasePath } from "../database-path.js";
import { ExitCode } from "../exit-code.js";
import { findDatabase } from "../find-database.js";
import { packageConfig } from "../package-config.js";
import { reportFailure } from "../report-failure.js";

/** What `history` takes. */
export interface HistoryOptions {
  /** Print all that is known of each revision. */
  readonly verbose: boolean;
  /** Mark the revision that the database is at. */
  readonly indicateCurrent: boolean;
}

/** `nexuslims db history`: all revisions, newest first; a database is needed for `-i` only. */
export async function history(application: Application, options: HistoryOptions): Promise<number> {
  const found = options.indicateCurrent ? await findDatabase(application, "read") : undefined;
  if (options.indicateCurrent && found === undefined) return ExitCode.failed;
  try {
    const database = found ?? (await databasePath(application));
    await command.history(packageConfig(application, database), { ...options, signal: application.signal });
    return ExitCode.done;
  } catch (error) {
    reportFailure(application, error, "showing history");
    return ExitCode.failed;
  }
}
