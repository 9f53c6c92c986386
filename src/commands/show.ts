import type { Config } from "../config/config.js";
import type { RunHooks } from "../runtime/context-options.js";
import { ScriptDirectory } from "../script/script-directory.js";
import { type RevisionView, viewRevision } from "./revision-view.js";
import { runEnvironment } from "./run-environment.js";

/**
 * Shows revisions in full.
 *
 * @param rev a symbol such as `head` or an identifier; `current` asks the database.
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
export async function show(config: Config, rev: string, options: RunHooks = {}): Promise<readonly RevisionView[]> {
  const script = await ScriptDirectory.fromConfig(config);
  const found: RevisionView[] = [];
  const print = (id: string | readonly string[]) => {
    for (const revision of script.getRevisions(id)) {
      config.printStdout(revision.logEntry());
      found.push(viewRevision(revision));
    }
  };
  if (rev !== "current") {
    print(rev);
    return found;
  }
  await runEnvironment(config, script, {
    ...options,
    dontMutate: true,
    fn(rows) {
      print(rows);
      return [];
    },
  });
  return found;
}
