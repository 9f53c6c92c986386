import { accessSync, constants, statSync } from "node:fs";
import { dirname } from "node:path";
import { quotedPath } from "../../cli/message-of.js";
import { DatabaseFileError } from "./database-file-error.js";
import type { DatabasePath } from "./database-path.js";

const MUST_NAME = "NX_DB_PATH must name a database file";

/**
 * A failed call on a file or a folder, as a sentence for the administrator; any other error is returned unchanged.
 *
 * @param use - `make` where the file is to be made.
 */
export function pathFailure({ shown, path }: DatabasePath, error: unknown, use: "read" | "write" | "make"): unknown {
  if (!(error instanceof Error) || !("syscall" in error)) return error;
  const failed = error as NodeJS.ErrnoException;
  return new DatabaseFileError(path, sentence(shown, path, failed, use), { cause: error });
}

function sentence(shown: string, path: string, error: NodeJS.ErrnoException, use: "read" | "write" | "make"): string {
  const folder = dirname(path);
  switch (error.code) {
    case "EACCES":
    case "EPERM": {
      const closed = foldersTo(path).find((one) => !isOpen(one));
      if (closed !== undefined)
        return `No permission to ${use} ${shown}: the folder ${quotedPath(closed)} may not be entered.`;
      if (use !== "make") return `No permission to ${use} ${shown}. Run this as a user who may ${use} it.`;
      const place = error.syscall === "mkdir" && error.path !== undefined ? dirname(error.path) : folder;
      return `No permission to write into ${quotedPath(place)}, where ${shown} is to be made.`;
    }
    case "EROFS":
      return `${shown} cannot be written: its file system is read-only. Mount it for writing, or move the file.`;
    case "ENOTDIR": {
      const file = foldersTo(path).find(isNoFolder) ?? folder;
      return `${quotedPath(file)} is not a folder, so ${shown} cannot be in it; ${MUST_NAME}.`;
    }
    case "ELOOP":
      return `${shown} is a symbolic link that leads back to itself; ${MUST_NAME}.`;
    case "ENAMETOOLONG":
      return `${shown} has a longer name than a file can have; ${MUST_NAME}.`;
    default:
      if (error.syscall === "mkdir")
        return `The folder ${quotedPath(String(error.path))} cannot be made: ${error.message}; ${MUST_NAME}.`;
      return `${shown} cannot be used: ${error.message}. Mend that, or set NX_DB_PATH to another file.`;
  }
}

/** The folders above a path, the outermost first. */
function foldersTo(path: string): readonly string[] {
  const parent = dirname(path);
  return parent === path ? [] : [...foldersTo(parent), parent];
}

function isOpen(folder: string): boolean {
  try {
    accessSync(folder, constants.X_OK);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "EACCES";
  }
}

function isNoFolder(path: string): boolean {
  try {
    return !statSync(path).isDirectory();
  } catch {
    return false;
  }
}
