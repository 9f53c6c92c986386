import { type Stats, statSync } from "node:fs";
import { DatabaseFileError } from "./database-file-error.js";
import type { DatabasePath } from "./database-path.js";
import { pathFailure } from "./path-failure.js";

/**
 * Looks for the file behind a path and its links, without opening it, because it would wait for a pipe and write to a
 * device.
 *
 * @returns whether the file exists.
 * @throws {DatabaseFileError} where the path is not a file, or cannot be looked up.
 */
export function findFile(database: DatabasePath, use: "read" | "write" | "make"): boolean {
  let found: Stats | undefined;
  try {
    found = statSync(database.path, { throwIfNoEntry: false });
  } catch (error) {
    throw pathFailure(database, error, use);
  }
  if (found === undefined) return false;
  if (found.isFile()) return true;
  const { shown, path } = database;
  throw new DatabaseFileError(path, `${shown} is ${kindOf(found)}; NX_DB_PATH must name a database file.`);
}

function kindOf(found: Stats): string {
  if (found.isDirectory()) return "a folder";
  if (found.isFIFO()) return "a named pipe";
  return found.isSocket() ? "a socket" : "a device";
}
