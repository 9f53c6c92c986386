import { realpathSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { DatabaseError } from "../database-error.js";

/**
 * The file behind symbolic links, so that lock and journal are those of every other program that uses it.
 *
 * @throws {DatabaseError} when its folder does not exist, or it does not though it must.
 */
export function resolveLinks(path: string, mustExist: boolean): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (mustExist || (error as NodeJS.ErrnoException).code !== "ENOENT") throw unable(path, error);
  }
  try {
    // A file that is not there yet, in a folder that is.
    return join(realpathSync(dirname(path)), basename(path));
  } catch (error) {
    throw unable(path, error);
  }
}

function unable(path: string, error: unknown): DatabaseError {
  const code = (error as NodeJS.ErrnoException).code ?? "failed";
  return new DatabaseError(`unable to open database file: ${path} (${code})`, {
    driverCode: "SQLITE_CANTOPEN",
    cause: error,
  });
}
