import { lstatSync, readlinkSync, realpathSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { exitCodes } from "../../cli/exit-codes.js";
import { command } from "../../index.js";
import type { Application } from "../application.js";
import { DatabaseFileError } from "../database/database-file-error.js";
import type { DatabasePath } from "../database/database-path.js";
import { namedDatabase } from "../database/find-database.js";
import { findFile } from "../database/find-file.js";
import { makeFolders, removeFolders } from "../database/make-folders.js";
import { namedHeads } from "../database/named-heads.js";
import { NewDatabaseFile } from "../database/new-database-file.js";
import { pathFailure } from "../database/path-failure.js";
import { readState } from "../database/read-state.js";
import { packageConfig } from "../package-config.js";
import { paintFor } from "../paint.js";
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
  if (database === undefined) return exitCodes.failed;
  try {
    if (findFile(database, "make") && !force) return refuseExisting(application, database);
  } catch (error) {
    reportFailure(application, error, "initializing database");
    return exitCodes.failed;
  }

  let place = database.path;
  let folder: string | undefined;
  let file: NewDatabaseFile | undefined;
  try {
    // A link is kept; the file that it points to is made.
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
    return exitCodes.done;
  } catch (error) {
    file?.discard();
    if (folder !== undefined) removeFolders(dirname(place), folder);
    reportFailure(application, pathFailure({ ...database, path: place }, error, "make"), "initializing database");
    return exitCodes.failed;
  }
}

function refuseExisting(application: Application, { shown }: DatabasePath): number {
  reportFailure(application, new DatabaseFileError(shown, `Database already exists at ${shown}`));
  application.output.err(
    "Use --force to overwrite, or remove the file manually. --force replaces the file without a backup.\n",
  );
  return exitCodes.failed;
}

/** Links that may follow each other; the systems' own limit. */
const MOST_LINKS = 40;

/** The file that a path means after symbolic links, whether or not it exists. */
function linkTarget(path: string): string {
  let target = path;
  for (let count = 0; count < MOST_LINKS; count++) {
    if (lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return target;
    // A link's `..` is that of the folder where it really lies, which may be behind a link too.
    target = resolve(realpathSync(dirname(target)), readlinkSync(target));
  }
  return target;
}
