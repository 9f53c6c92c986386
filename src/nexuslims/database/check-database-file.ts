import { accessSync, closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { dirname } from "node:path";
import { quotedPath } from "../../cli/message-of.js";
import { DatabaseFileError } from "./database-file-error.js";
import type { DatabasePath } from "./database-path.js";
import { findFile } from "./find-file.js";
import { pathFailure } from "./path-failure.js";

const MAGIC = "SQLite format 3\0";

/**
 * Checks the file before SQLite opens it, so that the usual mistakes are reported in plain words. It opens the file for
 * a moment only, and before any lock is held.
 *
 * @param use - `write` where the command changes the file: SQLite's journal and the backup are made beside it.
 * @returns whether there is a file.
 * @throws {DatabaseFileError} where it is not a regular file, empty, not a SQLite database, or without the permissions
 * for this use.
 */
export function checkDatabaseFile(database: DatabasePath, use: "read" | "write"): boolean {
  const { path } = database;
  if (!findFile(database, use)) return false;
  requireSqlite(database);
  if (use === "write") {
    try {
      accessSync(path, constants.W_OK);
    } catch (error) {
      throw pathFailure(database, error, use);
    }
    permitFolder(path, dirname(path));
  }
  return true;
}

/** The message for a missing file. */
export const noDatabase = (shown: string): string =>
  `Database does not exist. Run 'nexuslims db init' first.\nThere is no file at ${shown}, which NX_DB_PATH names.`;

/** The kind of a file by its first bytes. */
type FileContent = "sqlite" | "empty" | "other";

/**
 * Reads the beginning of a file.
 *
 * @throws {DatabaseFileError} where it cannot be read.
 */
export function contentOf(database: DatabasePath): FileContent {
  const { path } = database;
  let file: number;
  try {
    file = openSync(path, "r");
  } catch (error) {
    throw pathFailure(database, error, "read");
  }
  try {
    if (fstatSync(file).size === 0) return "empty";
    const header = Buffer.alloc(MAGIC.length);
    const read = readSync(file, header, 0, header.length, 0);
    return read === header.length && header.toString("latin1") === MAGIC ? "sqlite" : "other";
  } finally {
    closeSync(file);
  }
}

function requireSqlite(database: DatabasePath): void {
  const { shown, path } = database;
  const content = contentOf(database);
  if (content === "empty") {
    throw new DatabaseFileError(
      path,
      `${shown} is empty, so it is not a database. Put a backup in its place, or run 'nexuslims db init --force' to make ` +
        "a new database there.",
    );
  }
  if (content === "other") {
    throw new DatabaseFileError(
      path,
      `${shown} is not a SQLite database. Does NX_DB_PATH name the right file? If it was one, put a backup in its place.`,
    );
  }
}

function permitFolder(path: string, folder: string): void {
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const message = `No permission to write into ${quotedPath(folder)}, where SQLite keeps its journal and the backup is made.`;
    throw new DatabaseFileError(path, message, { cause: error });
  }
}
