import { existsSync, mkdirSync, rmdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { command } from "../../index.js";
import type { Application } from "../application.js";
import { DatabaseFileError } from "../database-file-error.js";
import type { DatabasePath } from "../database-path.js";
import { ExitCode } from "../exit-code.js";
import { namedDatabase } from "../find-database.js";
import { linkTarget } from "../link-target.js";
import { namedHeads } from "../named-heads.js";
import { NewDatabaseFile } from "../new-database-file.js";
import { packageConfig } from "../package-config.js";
import { paintFor } from "../paint.js";
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
  if (!mayBeMade(application, database, force)) return ExitCode.failed;

  let place = database.path;
  let folder: string | undefined;
  let file: NewDatabaseFile | undefined;
  try {
    // A link stays what it is: the file that it points to is the one that is made.
    place = linkTarget(place);
    folder = mkdirSync(dirname(place), { recursive: true });
    output.out(`Initializing database at ${database.shown}...\n`);
    file = new NewDatabaseFile(place);
    await command.upgrade(packageConfig(application, { ...database, path: file.path, isNew: true }), "head", {
      signal,
    });
    const { heads } = await readState(file.path);
    await file.putInPlace(force);
    output.out(`${paintFor(output.outColor).done("✓ Database initialized successfully")}\n`);
    output.out(`  Current version: ${namedHeads(heads)}\n`);
    return ExitCode.done;
  } catch (error) {
    file?.discard();
    if (folder !== undefined) removeFolders(dirname(place), folder);
    reportFailure(application, error, "initializing database");
    return ExitCode.failed;
  }
}

function mayBeMade(application: Application, { shown, path }: DatabasePath, force: boolean): boolean {
  if (!existsSync(path)) return true;
  if (statSync(path).isDirectory()) {
    const message = `${shown} is a folder; NX_DB_PATH must name a database file.`;
    reportFailure(application, new DatabaseFileError(shown, message));
    return false;
  }
  if (force) return true;
  reportFailure(application, new DatabaseFileError(shown, `Database already exists at ${shown}`));
  application.output.err(
    "Use --force to overwrite, or remove the file manually. --force replaces the file without a backup.\n",
  );
  return false;
}

/** Removes the folders that were made, from the innermost to `outermost`; one that is in use stays. */
function removeFolders(innermost: string, outermost: string): void {
  for (let folder = innermost; ; folder = dirname(folder)) {
    try {
      rmdirSync(folder);
    } catch {
      return;
    }
    if (folder === outermost) return;
  }
}
