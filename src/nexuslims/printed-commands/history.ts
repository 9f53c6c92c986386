import { exitCodes } from "../../cli/exit-codes.js";
import { command } from "../../index.js";
import type { Application } from "../application.js";
import { databasePath } from "../database/database-path.js";
import { findDatabase } from "../database/find-database.js";
import { packageConfig } from "../package-config.js";
import { reportFailure } from "../report-failure.js";

/** Options of `history`. */
export interface HistoryOptions {
  /** Print each revision in full. */
  readonly verbose: boolean;
  /** Mark the revision that the database is at. */
  readonly indicateCurrent: boolean;
}

const graphHint = "Hint: 'nexuslims db alembic graph -i' draws the revisions and marks the one of the database.\n";

/** `nexuslims db history`: all revisions, newest first; only `-i` needs a database. */
export async function history(application: Application, options: HistoryOptions): Promise<number> {
  const found = options.indicateCurrent ? await findDatabase(application, "read") : undefined;
  if (options.indicateCurrent && found === undefined) return exitCodes.failed;
  try {
    const database = found ?? (await databasePath(application));
    await command.history(packageConfig(application, database), { ...options, signal: application.signal });
    if (application.output.errIsTerminal) application.output.err(graphHint);
    return exitCodes.done;
  } catch (error) {
    reportFailure(application, error, "showing history");
    return exitCodes.failed;
  }
}
