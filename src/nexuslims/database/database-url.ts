import { type Config, DatabaseUrl } from "../../index.js";
import { checkDatabaseFile, noDatabase } from "./check-database-file.js";
import { DatabaseFileError } from "./database-file-error.js";
import { databasePath } from "./database-path.js";
import { readState } from "./read-state.js";
import { refuseState } from "./refuse-state.js";

/**
 * The URL of the database that a run works on: the file that the program put into the configuration's attributes, or
 * the one that `NX_DB_PATH` names.
 *
 * @throws {DatabaseFileError} where no database is named, or the program's file is not usable: SQLite would create a
 * missing file, and fill an empty one.
 * @throws {UnstampedDatabaseError} where the program's file holds another program's tables.
 * @throws {NewerDatabaseError} where it is at a revision that this version does not know.
 * @example
 * ```ts
 * import type { EnvironmentContext } from "alembic-ts";
 * import { databaseUrl } from "alembic-ts/nexuslims";
 *
 * export default async function env(context: EnvironmentContext): Promise<void> {
 *   console.log(await databaseUrl(context.config));
 * }
 * ```
 */
export async function databaseUrl(config: Config): Promise<string> {
  const given = config.attributes["nexuslims.database"];
  const path = typeof given === "string" ? given : (await databasePath({ env: process.env, cwd: process.cwd() }))?.path;
  if (path === undefined) throw new DatabaseFileError("", "NX_DB_PATH environment variable is not set");
  const shown = config.attributes["nexuslims.shown"];
  if (typeof shown === "string") {
    const use = config.attributes["nexuslims.use"] === "write" ? "write" : "read";
    if (!checkDatabaseFile({ shown, path }, use)) throw new DatabaseFileError(path, noDatabase(shown));
    await refuseState(config, await readState({ shown, path }));
  }
  return new DatabaseUrl({ driverName: "sqlite", database: path }).render({ hidePassword: false });
}
