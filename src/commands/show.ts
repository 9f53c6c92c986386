import type { Config } from "../config/config.js";
import { RevisionStep } from "../graph/steps/revision-step.js";
import type { RunHooks } from "../runtime/options/context-options.js";
import type { Script } from "../script/script.js";
import { ScriptDirectory } from "../script/script-directory.js";
import { bindSteps } from "./run/bind-steps.js";
import { runEnvironment } from "./run/run-environment.js";

/** How revisions are found. */
export interface FindRevisionsOptions extends RunHooks {
  /** Also run the upgrade of each revision offline, which writes its SQL to the output; by default `false`. */
  readonly sql?: boolean | undefined;
  /** Called with the revisions of each database as soon as they are known; without a database once. */
  readonly onFound?: ((revisions: readonly Script[]) => void) | undefined;
}

/**
 * Finds revisions.
 *
 * @param rev a symbol such as `head` or an identifier; `current` opens the database.
 * @returns the revisions.
 * @throws CommandError where the symbol is not known.
 */
export async function show(
  config: Config,
  rev: string,
  options: FindRevisionsOptions = {},
): Promise<readonly Script[]> {
  const { sql, onFound, ...hooks } = options;
  const directory = await ScriptDirectory.fromConfig(config);
  const found: Script[] = [];
  const find = (id: string | readonly string[]) => {
    const revisions = directory.getRevisions(id);
    onFound?.(revisions);
    found.push(...revisions);
  };
  if (rev !== "current") find(rev);
  else {
    await runEnvironment(config, directory, {
      ...hooks,
      dontMutate: true,
      fn(rows) {
        find(rows);
        return [];
      },
    });
  }
  if (sql) for (const revision of found) await writeSql(config, directory, revision, hooks);
  return found;
}

/** Writes the script of one revision alone, from the version rows that a database has just before it. */
async function writeSql(config: Config, directory: ScriptDirectory, revision: Script, hooks: RunHooks): Promise<void> {
  const step = new RevisionStep(directory.revisionMap, revision, true);
  await runEnvironment(config, directory, {
    ...hooks,
    fn: () => bindSteps([step]),
    asSql: true,
    startingRev: revision.versionedDownRevisions[0],
    startingHeads: revision.normalizedDownRevisions,
    destinationRev: revision.revision,
  });
}
