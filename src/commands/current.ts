import type { Config } from "../config/config.js";
import type { RunHooks } from "../runtime/options/context-options.js";
import { ScriptDirectory } from "../script/script-directory.js";
import { DatabaseNotAtHead } from "./results/database-not-at-head.js";
import { type RevisionView, viewRevision } from "./results/revision-view.js";
import { runEnvironment } from "./run/run-environment.js";

/** Options of {@link current}. */
export interface CurrentOptions extends RunHooks {
  /** Fail unless the database is at all heads; by default `false`. */
  readonly checkHeads?: boolean | undefined;
  /** Print the database's URL and each revision in full; by default one line each. */
  readonly verbose?: boolean | undefined;
}

/**
 * Shows the revision that the database is at. Nothing is written, and a missing database file is not created.
 *
 * @returns the current revisions, including those that a dependency implies; empty where the database has none.
 * @throws DatabaseNotAtHead with `checkHeads`, where the database is not at all heads.
 * @throws CommandError where the database names an unknown revision.
 * @example
 * ```ts
 * import { command, loadConfig } from "alembic-ts";
 *
 * const [revision] = await command.current(loadConfig());
 * console.log(revision?.revision ?? "none");
 * ```
 */
export async function current(config: Config, options: CurrentOptions = {}): Promise<readonly RevisionView[]> {
  const script = await ScriptDirectory.fromConfig(config);
  const found: RevisionView[] = [];
  await runEnvironment(config, script, {
    listener: options.listener,
    signal: options.signal,
    dontMutate: true,
    async fn(rows, context) {
      if (options.verbose) {
        config.printStdout(`Current revision(s) for ${context.connection?.url.render({ hidePassword: true })}:`);
      }
      if (options.checkHeads) {
        const wanted = new Set(script.getHeads());
        const actual = new Set(rows);
        if (wanted.size !== actual.size || [...wanted].some((head) => !actual.has(head))) {
          throw new DatabaseNotAtHead([...wanted], rows);
        }
      }
      for (const revision of script.getAllCurrent(rows)) {
        config.printStdout(revision.cmdFormat({ verbose: options.verbose }));
        found.push(viewRevision(revision, true));
      }
      return [];
    },
  });
  return found;
}
