import { resolve } from "node:path";
import type { Config } from "../../config/config.js";
import { withStatus } from "../../config/status-lines.js";
import { CommandError } from "../../support/command-error.js";

/** The file for a module that is written from a database. */
export interface ModuleTarget {
  /** The path of the file; by default none is written. */
  readonly out?: string | undefined;
  /** Replace the file if it exists; by default `false`. */
  readonly force?: boolean | undefined;
}

/**
 * Checks that a file may be written, before anything is read.
 *
 * @param isOwn - whether the text is that of a file that the same command wrote and may replace.
 * @param wayOut - what the message of the error advises.
 * @returns the absolute path of the file; `undefined` if none is to be written.
 * @throws CommandError if the file exists and may not be replaced.
 */
export function modulePath(
  config: Config,
  { out, force }: ModuleTarget,
  isOwn: (text: string) => boolean = () => false,
  wayOut = "choose another file, or replace it with --force",
): string | undefined {
  if (out === undefined) return undefined;
  const { files } = config.services;
  const path = resolve(config.cwd, out);
  if (force !== true && files.exists(path) && !isOwn(files.readText(path))) {
    throw new CommandError(`${out} exists already: ${wayOut}`);
  }
  return path;
}

/** Writes a module, and prints a status line. */
export async function writeModule(config: Config, path: string, source: string): Promise<void> {
  await withStatus(config, `Generating ${path}`, () => {
    config.services.files.write(path, new TextEncoder().encode(source));
  });
}

/**
 * Returns the only result: a module describes one database.
 *
 * @throws CommandError if the environment opened several databases, or none.
 */
export function onlyModule<T>(found: readonly T[]): T {
  const [only] = found;
  if (only === undefined || found.length > 1) {
    throw new CommandError(`The environment opens ${found.length} databases: name the one to read with --from URL`);
  }
  return only;
}
