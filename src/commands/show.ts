import type { Config } from "../config/config.js";
import { RevisionStep } from "../graph/steps/revision-step.js";
import type { RunHooks } from "../runtime/options/context-options.js";
import { ScriptDirectory } from "../script/script-directory.js";
import { type RevisionView, viewRevision } from "./results/revision-view.js";
import { bindSteps } from "./run/bind-steps.js";
import { runEnvironment } from "./run/run-environment.js";

/** Options of {@link show}. */
export interface ShowOptions extends RunHooks {
  /**
   * Print the SQL that upgrades to each revision from those before it, in place of the description; by default `false`.
   */
  readonly sql?: boolean | undefined;
}

/**
 * Shows revisions in full.
 *
 * @param rev a symbol such as `head` or an identifier; `current` opens the database.
 * @returns the revisions.
 * @throws CommandError where the symbol is not known.
 * @example
 * ```ts
 * import { command, loadConfig } from "alembic-ts";
 *
 * const [head] = await command.show(loadConfig(), "head");
 * console.log(head?.message);
 * ```
 */
export async function show(config: Config, rev: string, options: ShowOptions = {}): Promise<readonly RevisionView[]> {
  const script = await ScriptDirectory.fromConfig(config);
  const found: RevisionView[] = [];
  const print = (id: string | readonly string[]) => {
    for (const revision of script.getRevisions(id)) {
      if (!options.sql) config.printStdout(revision.logEntry());
      found.push(viewRevision(revision));
    }
  };
  const { sql, ...hooks } = options;
  if (rev !== "current") print(rev);
  else {
    await runEnvironment(config, script, {
      ...hooks,
      dontMutate: true,
      fn(rows) {
        print(rows);
        return [];
      },
    });
  }
  if (sql) for (const { revision } of found) await printSql(config, script, revision, hooks);
  return found;
}

/** The script of one revision alone, from the version rows that a database has just before it. */
async function printSql(config: Config, script: ScriptDirectory, id: string, hooks: RunHooks): Promise<void> {
  const revision = script.getRevision(id);
  if (revision === null) return;
  const step = new RevisionStep(script.revisionMap, revision, true);
  await runEnvironment(config, script, {
    ...hooks,
    fn: () => bindSteps([step]),
    asSql: true,
    startingRev: revision.versionedDownRevisions[0],
    startingHeads: revision.normalizedDownRevisions,
    destinationRev: id,
  });
}
