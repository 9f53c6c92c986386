import { accessSync, closeSync, constants, fstatSync, openSync, readSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseFileError } from "./database-file-error.js";
import type { DatabasePath } from "./database-path.js";

const MAGIC = "SQLite format 3\0";

/**
 * Looks at the file before SQLite does, so that the usual mistakes are named in plain words. It opens the file for a
 * moment only, and before any lock is held.
 *
 * @param use - `write` where the command changes the file: SQLite's journal and the backup are made beside it.
 * @returns whether there is a file.
 * @throws {DatabaseFileError} where it is a folder, empty, no SQLite database, or not permitted to be used so.
 */
export function checkDatabaseFile({ shown, path }: DatabasePath, use: "read" | "write"): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return false;
  if (found.isDirectory()) {
    throw new DatabaseFileError(shown, `${shown} is a folder; NX_DB_PATH must name a database file.`);
  }
  readHeader(shown, path);
  if (use === "write") {
    permit(shown, path, constants.W_OK, `No permission to write ${shown}.`);
    permit(
      shown,
      dirname(path),
      constants.W_OK,
      `No permission to write into ${dirname(path)}, where SQLite keeps its journal and the backup is made.`,
    );
  }
  return true;
}

/** What is said where there is no file. */
export const noDatabase = (shown: string): string =>
  `Database does not exist. Run 'nexuslims db init' first.\nThere is no file at ${shown}, which NX_DB_PATH names.`;

function readHeader(shown: string, path: string): void {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch (error) {
    throw denied(shown, error, `No permission to read ${shown}.`);
  }
  try {
    if (fstatSync(file).size === 0) {
      throw new DatabaseFileError(
        shown,
        `${shown} is empty: it is no database. Put a backup in its place, or run 'nexuslims db init --force' to make ` +
          "a new database there.",
      );
    }
    const header = Buffer.alloc(MAGIC.length);
    const read = readSync(file, header, 0, header.length, 0);
    if (read < header.length || header.toString("latin1") !== MAGIC) {
      throw new DatabaseFileError(shown, `${shown} is not a SQLite database.`);
    }
  } finally {
    closeSync(file);
  }
}

function permit(shown: string, path: string, mode: number, message: string): void {
  try {
    accessSync(path, mode);
  } catch (error) {
    throw denied(shown, error, message);
  }
}

function denied(shown: string, error: unknown, message: string): DatabaseFileError {
  const { code } = error as NodeJS.ErrnoException;
  const text = code === "EACCES" || code === "EPERM" ? message : `${shown} cannot be used: ${(error as Error).message}`;
  return new DatabaseFileError(shown, text, { cause: error });
}
