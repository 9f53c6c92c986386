import { readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { quotedPath } from "../../cli/message-of.js";
import type { Application } from "../application.js";
import { DatabaseFileError } from "./database-file-error.js";

/** The database of a run. */
export interface DatabasePath {
  /** The absolute path in quotes, for messages. */
  readonly shown: string;
  /** The absolute path. */
  readonly path: string;
}

/**
 * The file that `NX_DB_PATH` names, from the environment or from `.env` in the working directory; the environment wins.
 *
 * @returns `undefined` where it is not set, or empty.
 * @throws {DatabaseFileError} if there is a `.env` that cannot be read.
 */
export async function databasePath({ env, cwd }: Pick<Application, "env" | "cwd">): Promise<DatabasePath | undefined> {
  const given = env["NX_DB_PATH"] ?? (await fromDotenv(cwd));
  if (given === undefined || given.trim() === "") return undefined;
  const path = resolve(cwd, inHome(given, env));
  return { shown: quotedPath(path), path };
}

/**
 * `~/x` means the home folder if no shell has expanded it: in quotes, and in `.env`. `~name/x` is a folder of that
 * name.
 */
function inHome(given: string, env: Application["env"]): string {
  return /^~(?=$|[\\/])/.test(given) ? (env["HOME"] || homedir()) + given.slice(1) : given;
}

/**
 * The text of a `.env` with one line break in place of blank lines and of spaces at the beginning of a line: dotenv's
 * pattern goes through all of them again from each of them.
 */
export function withoutBlankLines(text: string): string {
  return text.replaceAll(/\s+/g, (space) => (/[\r\n]/.test(space) ? "\n" : space));
}

async function fromDotenv(cwd: string): Promise<string | undefined> {
  const path = join(cwd, ".env");
  try {
    // A folder of that name is most likely a virtual environment of Python.
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
    const { parse } = await import("dotenv");
    return parse(withoutBlankLines(readFileSync(path, "utf8")))["NX_DB_PATH"];
  } catch (error) {
    const reason = (error as Error).message;
    throw new DatabaseFileError(
      path,
      `${quotedPath(path)} cannot be read: ${reason}. Make it readable, or set NX_DB_PATH itself.`,
      {
        cause: error,
      },
    );
  }
}
