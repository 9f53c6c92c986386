import { lstatSync, readlinkSync, realpathSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { command } from "../../index.js";
import type { Application } from "../application.js";
import { contentOf } from "../database/check-database-file.js";
import { DatabaseFileError } from "../database/database-file-error.js";
import type { DatabasePath } from "../database/database-path.js";
import { findFile } from "../database/find-file.js";
import { makeFolders, removeFolders } from "../database/make-folders.js";
import { namedHeads } from "../database/named-heads.js";
import { NewDatabaseFile } from "../database/new-database-file.js";
import { pathFailure } from "../database/path-failure.js";
import { readState } from "../database/read-state.js";
import { packageConfig } from "../package-config.js";

/** Options for making a database. */
export interface InitOptions {
  /** Replace a file that exists. */
  readonly force: boolean;
  /** Called when the folder is made and the migrations are about to run. */
  readonly onBegin?: (() => void) | undefined;
}

/** The database to be made exists and must not be replaced. */
export class DatabaseExistsError extends DatabaseFileError {
  constructor({ shown, path }: DatabasePath) {
    super(path, `Database already exists at ${shown}`);
  }
}

/**
 * Makes a database and applies all revisions.
 *
 * @returns the revision that it is at.
 * @throws DatabaseExistsError where the file exists, unless `force` is given.
 */
export async function init(application: Application, database: DatabasePath, options: InitOptions): Promise<string> {
  if (findFile(database, "make")) {
    if (!options.force) throw new DatabaseExistsError(database);
    requireReplaceable(database);
  }
  let place = database.path;
  let folder: string | undefined;
  let file: NewDatabaseFile | undefined;
  try {
    // A link is kept; the file that it points to is made.
    place = linkTarget(place);
    folder = makeFolders(dirname(place));
    options.onBegin?.();
    file = new NewDatabaseFile(place);
    const config = packageConfig(application, { ...database, path: file.path, isNew: true });
    await command.upgrade(config, "head", { signal: application.signal });
    const { heads } = await readState({ ...database, path: file.path });
    await file.putInPlace(options.force);
    return namedHeads(heads);
  } catch (error) {
    file?.discard();
    if (folder !== undefined) removeFolders(dirname(place), folder);
    throw pathFailure({ ...database, path: place }, error, "make");
  }
}

/** `--force` replaces a database, or what is left of an empty one, but never a file of another kind. */
function requireReplaceable(database: DatabasePath): void {
  if (!holdsSomethingElse(database)) return;
  const { shown, path } = database;
  throw new DatabaseFileError(
    path,
    `${shown} is not a SQLite database, so it is not replaced. Does NX_DB_PATH name the right file? If the file may go, ` +
      "remove it first.",
  );
}

function holdsSomethingElse(database: DatabasePath): boolean {
  try {
    return contentOf(database) === "other";
  } catch {
    // The owner of a file that nobody may read can have it replaced all the same.
    return false;
  }
}

/** The most links that may follow each other, as in operating systems. */
const MOST_LINKS = 40;

/** The file that a path leads to over symbolic links, whether or not it exists. */
function linkTarget(path: string): string {
  let target = path;
  for (let count = 0; count < MOST_LINKS; count++) {
    if (lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return target;
    // A link's `..` is relative to its real folder, which may be behind a link too.
    target = resolve(realpathSync(dirname(target)), readlinkSync(target));
  }
  return target;
}
