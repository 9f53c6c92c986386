import type { Application } from "../application.js";
import { reportFailure } from "../report-failure.js";
import { checkDatabaseFile, noDatabase } from "./check-database-file.js";
import { DatabaseFileError } from "./database-file-error.js";
import { type DatabasePath, databasePath } from "./database-path.js";

const HOW_TO_SET = `
Set it to the path of the database file, e.g.:

    export NX_DB_PATH=/path/to/database.sqlite

or write it into a file named .env in the working directory:

    NX_DB_PATH=/path/to/database.sqlite
`;

/** Finds the database that `NX_DB_PATH` names; if that is not set, reports how to set it and returns `undefined`. */
export async function namedDatabase(application: Application): Promise<DatabasePath | undefined> {
  try {
    const database = await databasePath(application);
    if (database !== undefined) return database;
  } catch (error) {
    reportFailure(application, error);
    return undefined;
  }
  reportUnset(application);
  return undefined;
}

/** Reports that no database is named, and how to name one. */
export function reportUnset(application: Application): void {
  reportFailure(application, new Error("NX_DB_PATH environment variable is not set"));
  application.output.err(HOW_TO_SET);
}

/** Finds the database of a command: a file that exists and is usable. Otherwise it reports the reason. */
export async function findDatabase(application: Application, use: "read" | "write"): Promise<DatabasePath | undefined> {
  const database = await namedDatabase(application);
  if (database === undefined) return undefined;
  try {
    if (checkDatabaseFile(database, use)) return database;
    reportFailure(application, new DatabaseFileError(database.path, noDatabase(database.shown)));
  } catch (error) {
    reportFailure(application, error);
  }
  return undefined;
}
