import { existsSync, readlinkSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { quotedPath } from "../../../support/printable.js";
import { DatabaseError } from "../../database-error.js";

/**
 * The file behind symbolic links, so that every program uses the same lock and journal.
 *
 * @throws {DatabaseError} when its folder does not exist, or the file does not although it must.
 */
export function resolveLinks(path: string, mustExist: boolean): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (mustExist || (error as NodeJS.ErrnoException).code !== "ENOENT") throw unable(path, error);
  }
  // A file that does not exist yet, in an existing folder; a link may already point to it.
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
  const missing = existsSync(dirname(path)) ? "the file" : `the folder ${quotedPath(dirname(path))}`;
  const why = code === "ENOENT" ? `: ${missing} does not exist` : "";
  return new DatabaseError(`unable to open database file: ${quotedPath(path)} (${code})${why}`, {
    driverCode: "SQLITE_CANTOPEN",
    cause: error,
  });
}
