import type { Config } from "../config/config.js";
import type { RunHooks } from "../runtime/options/context-options.js";
import type { Script } from "../script/script.js";
import { ScriptDirectory } from "../script/script-directory.js";
import { DatabaseNotAtHead } from "./results/database-not-at-head.js";
import { runEnvironment } from "./run/run-environment.js";

/** How the current revisions are found. */
export interface FindCurrentOptions extends RunHooks {
  /** Fail unless the database is at all heads; by default `false`. */
  readonly checkHeads?: boolean | undefined;
  /** Called with the URL of each database, its password hidden, before its revisions are looked up. */
  readonly onDatabase?: ((url: string | undefined) => void) | undefined;
  /** Called with the revisions of each database as soon as they are known. */
  readonly onFound?: ((revisions: readonly Script[]) => void) | undefined;
}

/**
 * Finds the revisions that the databases are at. Nothing is written, and a missing database file is not created.
 *
 * @returns the current revisions of all databases, including those that a dependency implies.
 * @throws DatabaseNotAtHead with `checkHeads`, where a database is not at all heads.
 * @throws CommandError where the database names an unknown revision.
 */
export async function current(config: Config, options: FindCurrentOptions = {}): Promise<readonly Script[]> {
  const directory = await ScriptDirectory.fromConfig(config);
  const found: Script[] = [];
  await runEnvironment(config, directory, {
    listener: options.listener,
    signal: options.signal,
    dontMutate: true,
    fn(rows, { connection }) {
      options.onDatabase?.(connection?.url.render({ hidePassword: true }));
      if (options.checkHeads) requireHeads(directory.getHeads(), rows);
      const revisions = directory.getAllCurrent(rows);
      options.onFound?.(revisions);
      found.push(...revisions);
      return [];
    },
  });
  return found;
}

function requireHeads(heads: readonly string[], rows: readonly string[]): void {
  const wanted = new Set(heads);
  const actual = new Set(rows);
  if (wanted.size === actual.size && [...wanted].every((head) => actual.has(head))) return;
  throw new DatabaseNotAtHead([...wanted], rows);
}
