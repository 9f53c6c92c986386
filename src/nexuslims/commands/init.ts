import { dirname } from "node:path";
import { command } from "../../index.js";
import type { Application } from "../application.js";
import { DatabaseFileError } from "../database-file-error.js";
import type { DatabasePath } from "../database-path.js";
import { ExitCode } from "../exit-code.js";
import { namedDatabase } from "../find-database.js";
import { findFile } from "../find-file.js";
import { linkTarget } from "../link-target.js";
import { makeFolders, removeFolders } from "../make-folders.js";
import { namedHeads } from "../named-heads.js";
import { NewDatabaseFile } from "../new-database-file.js";
import { packageConfig } from "../package-config.js";
import { paintFor } from "../paint.js";
import { pathFailure } from "../path-failure.js";
import { readState } from "../read-state.js";
import { reportFailure } from "../report-failure.js";

/** What `init` takes. */
export interface InitOptions {
  /** Replace a file that exists. */
  readonly force: boolean;
}

/** `nexuslims db init`: makes a database and applies all revisions. */
export async function init(application: Application, { force }: InitOptions): Promise<number> {
  const { output, signal } = application;
  const database = await namedDatabase(application);
  if (database === undefined) return ExitCode.failed;
  try {
    if (findFile(database, "make") && !force) return refuseExisting(application, database);
  } catch (error) {
    reportFailure(application, error, "initializing database");
    return ExitCode.failed;
  }

  let place = database.path;
  let folder: string | undefined;
  let file: NewDatabaseFile | undefined;
  try {
    // A link stays what it is: the file that it points to is the one that is made.
    place = linkTarget(place);
    folder = makeFolders(dirname(place));
    output.out(`Initializing database at ${database.shown}...\n`);
    file = new NewDatabaseFile(place);
    await command.upgrade(packageConfig(application, { ...database, path: file.path, isNew: true }), "head", {
      signal,
    });
    const { heads } = await readState({ ...database, path: file.path });
    await file.putInPlace(force);
    output.out(`${paintFor(output.outColor).done("✓ Database initialized successfully")}\n`);
    output.out(`  Current version: ${namedHeads(heads)}\n`);
    return ExitCode.done;
  } catch (error) {
    file?.discard();
    if (folder !== undefined) removeFolders(dirname(place), folder);
    reportFailure(application, pathFailure({ ...database, path: place }, error, "make"), "initializing database");
    return ExitCode.failed;
  }
}

function refuseExisting(application: Application, { shown }: DatabasePath): number {
  reportFailure(application, new DatabaseFileError(shown, `Database already exists at ${shown}`));
  application.output.err(
    "Use --force to overwrite, or remove the file manually. --force replaces the file without a backup.\n",
  );
  return ExitCode.failed;
}
