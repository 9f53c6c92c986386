import { type RevisionView, viewRevision } from "../../commands/results/revision-view.js";
import type { RunHooks } from "../../commands/run/run-environment.js";
import { show as findRevisions } from "../../commands/show.js";
import type { Config } from "../../config/config.js";

/** Options of {@link show}. */
export interface ShowOptions extends RunHooks {
  /**
   * Print the SQL that upgrades to each revision from those before it, instead of the description; by default `false`.
   */
  readonly sql?: boolean | undefined;
}

/**
 * Prints revisions in full.
 *
 * @param rev a symbol such as `head` or an identifier; `current` opens the database.
 * @returns the revisions.
 * @throws CommandError if the symbol is not known.
 * @example
 * ```ts
 * import { command, loadConfig } from "alembic-ts";
 *
 * const [head] = await command.show(loadConfig(), "head");
 * console.log(head?.message);
 * ```
 */
export async function show(config: Config, rev: string, options: ShowOptions = {}): Promise<readonly RevisionView[]> {
  const found = await findRevisions(config, rev, {
    ...options,
    onFound(revisions) {
      if (options.sql) return;
      for (const revision of revisions) config.printStdout(revision.logEntry());
    },
  });
  return found.map((revision) => viewRevision(revision));
}
