import { exitCodes } from "../../cli/exit-codes.js";
import { command, ScriptDirectory } from "../../index.js";
import type { Application } from "../application.js";
import { findDatabase } from "../database/find-database.js";
import { readState } from "../database/read-state.js";
import { packageConfig } from "../package-config.js";
import { reportFailure } from "../report-failure.js";

/** Options of `current`. */
export interface CurrentOptions {
  /** Print the database's URL and the revision in full. */
  readonly verbose: boolean;
}

/**
 * `nexuslims db current`: the revision that the file is at, in Alembic's words; nothing where the file is not stamped.
 */
export async function current(application: Application, { verbose }: CurrentOptions): Promise<number> {
  const database = await findDatabase(application, "read");
  if (database === undefined) return exitCodes.failed;
  try {
    const config = packageConfig(application, database);
    const shown = await command.current(config, {
      verbose,
      databaseName: database.shown,
      signal: application.signal,
    });
    const { heads } = await readState(database);
    // Alembic omits a row that another one implies; here every row is shown.
    const others = heads.filter((head) => !shown.some(({ revision }) => revision === head));
    if (others.length === 0) return exitCodes.done;
    const scripts = await ScriptDirectory.fromConfig(config);
    for (const script of scripts.getRevisions(others)) application.output.out(`${script.cmdFormat({ verbose })}\n`);
    return exitCodes.done;
  } catch (error) {
    reportFailure(application, error, "checking database version");
    return exitCodes.failed;
  }
}
