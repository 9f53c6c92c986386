import { resolve } from "node:path";
import type { Config } from "../../config/config.js";
import { withStatus } from "../../config/status-lines.js";
import { CommandError } from "../../support/command-error.js";

/** Where a module that was written from a database goes. */
export interface ModuleTarget {
  /** The file; by default none is written. */
  readonly out?: string | undefined;
  /** Replace the file where it exists; by default `false`. */
  readonly force?: boolean | undefined;
}

/**
 * Makes sure that a file may be written, before anything is read.
 *
 * @param isOwn - tells by its text that a file was written by the same command and may be replaced.
 * @returns its absolute path.
 * @throws CommandError where it exists and is not to be replaced.
 */
export function modulePath(
  config: Config,
  { out, force }: ModuleTarget,
  isOwn: (text: string) => boolean = () => false,
): string | undefined {
  if (out === undefined) return undefined;
  const { files } = config.services;
  const path = resolve(config.cwd, out);
  if (force !== true && files.exists(path) && !isOwn(files.readText(path))) {
    throw new CommandError(`${out} exists already: choose another file, or replace it with --force`);
  }
  return path;
}

/** Writes a module, with a status line. */
export async function writeModule(config: Config, path: string, source: string): Promise<void> {
  await withStatus(config, `Generating ${path}`, () => {
    config.services.files.write(path, new TextEncoder().encode(source));
  });
}

/**
 * The only one of the texts.
 *
 * @throws CommandError where the environment has several databases, each of which would be a module of its own.
 */
export function onlyModule<T>(found: readonly T[]): T {
  const [only] = found;
  if (only === undefined || found.length > 1) {
    throw new CommandError(`The environment opens ${found.length} databases: name the one to read with --from URL`);
  }
  return only;
}
