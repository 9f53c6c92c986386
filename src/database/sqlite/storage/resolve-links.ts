import { readlinkSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { DatabaseError } from "../../database-error.js";

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
  // A file that is not there yet, in a folder that is; a link may point to its place already.
  let folder: string;
  try {
    folder = realpathSync(dirname(path));
  } catch (error) {
    throw unable(path, error);
  }
  const place = join(folder, basename(path));
  const target = linkTarget(place);
  return target === undefined ? place : resolveLinks(resolve(folder, target), false);
}

function linkTarget(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

function unable(path: string, error: unknown): DatabaseError {
  const code = (error as NodeJS.ErrnoException).code ?? "failed";
  return new DatabaseError(`unable to open database file: ${path} (${code})`, {
    driverCode: "SQLITE_CANTOPEN",
    cause: error,
  });
}
