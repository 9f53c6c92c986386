import { exitCodes } from "../../cli/exit-codes.js";
import type { Application } from "../application.js";
import { DatabaseExistsError, init as makeDatabase } from "../commands/init.js";
import { namedDatabase } from "../database/find-database.js";
import { paintFor } from "../paint.js";
import { reportFailure } from "../report-failure.js";

/** Options of `init`. */
export interface PrintedInitOptions {
  /** Replace an existing file. */
  readonly force: boolean;
}

/** `nexuslims db init`: creates a database and applies all revisions. */
export async function init(application: Application, { force }: PrintedInitOptions): Promise<number> {
  const { output } = application;
  const database = await namedDatabase(application);
  if (database === undefined) return exitCodes.failed;
  try {
    const version = await makeDatabase(application, database, {
      force,
      onBegin: () => output.out(`Initializing database at ${database.shown}...\n`),
    });
    output.out(`${paintFor(output.outColor).done("✓ Database initialized successfully")}\n`);
    output.out(`  Current version: ${version}\n`);
    return exitCodes.done;
  } catch (error) {
    if (error instanceof DatabaseExistsError) {
      reportFailure(application, error);
      output.err(
        "Use --force to overwrite, or remove the file manually. --force replaces the file without a backup.\n",
      );
    } else reportFailure(application, error, "initializing database");
    return exitCodes.failed;
  }
}
