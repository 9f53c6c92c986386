import { readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { Application } from "../application.js";
import { DatabaseFileError } from "./database-file-error.js";

/** The database of a run. */
export interface DatabasePath {
  /** As `NX_DB_PATH` has it, for messages. */
  readonly shown: string;
  /** The absolute path. */
  readonly path: string;
}

/**
 * The file that `NX_DB_PATH` names, from the environment or from `.env` in the working directory; the environment wins.
 *
 * @returns `undefined` where it is not set, or empty.
 * @throws {DatabaseFileError} where there is a `.env` that cannot be read.
 */
export async function databasePath({ env, cwd }: Pick<Application, "env" | "cwd">): Promise<DatabasePath | undefined> {
  const shown = env["NX_DB_PATH"] ?? (await fromDotenv(cwd));
  return shown === undefined || shown.trim() === "" ? undefined : { shown, path: resolve(cwd, inHome(shown, env)) };
}

/** `~/x` means the home folder where no shell has read it: in quotes, and in `.env`. */
function inHome(shown: string, env: Application["env"]): string {
  return /^~(?=$|[\\/])/.test(shown) ? (env["HOME"] || homedir()) + shown.slice(1) : shown;
}

async function fromDotenv(cwd: string): Promise<string | undefined> {
  const path = join(cwd, ".env");
  try {
    // A folder of that name is most likely a virtual environment of Python.
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
    const { parse } = await import("dotenv");
    return parse(readFileSync(path))["NX_DB_PATH"];
  } catch (error) {
    const reason = (error as Error).message;
    throw new DatabaseFileError(
      path,
      `${path} cannot be read: ${reason}. Make it readable, or set NX_DB_PATH itself.`,
      {
        cause: error,
      },
    );
  }
}
