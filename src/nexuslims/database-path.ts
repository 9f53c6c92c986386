import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Application } from "./application.js";

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
 */
export async function databasePath({ env, cwd }: Pick<Application, "env" | "cwd">): Promise<DatabasePath | undefined> {
  const shown = env["NX_DB_PATH"] ?? (await fromDotenv(cwd));
  return shown === undefined || shown.trim() === "" ? undefined : { shown, path: resolve(cwd, shown) };
}

async function fromDotenv(cwd: string): Promise<string | undefined> {
  const path = join(cwd, ".env");
  if (!existsSync(path)) return undefined;
  const { parse } = await import("dotenv");
  return parse(readFileSync(path))["NX_DB_PATH"];
}
