import { type ListedRevision, history as listHistory } from "../../commands/history.js";
import { type RevisionView, viewRevision } from "../../commands/results/revision-view.js";
import type { RunHooks } from "../../commands/run/run-environment.js";
import type { Config } from "../../config/config.js";
import { drawRevisions } from "../../graph/draw-revisions.js";

/** Options of {@link history}. */
export interface HistoryOptions extends RunHooks {
  /** `start:end`, `start:` or `:end`, each a symbol or `current`; by default everything. */
  readonly revRange?: string | null | undefined;
  /** Print each revision in full; by default one line each. */
  readonly verbose?: boolean | undefined;
  /** Draw the graph beside the revisions; by default they are listed. */
  readonly graph?: boolean | undefined;
  /** Mark the current revisions of the database; by default no database is opened. */
  readonly indicateCurrent?: boolean | undefined;
}

/**
 * Prints revisions, newest first.
 *
 * @returns the revisions; with `indicateCurrent`, `isCurrent` is whether the database is at the revision.
 * @throws CommandError if the range is not valid.
 * @example
 * ```ts
 * import { command, loadConfig } from "alembic-ts";
 *
 * for (const revision of await command.history(loadConfig(), { revRange: "base:head" })) console.log(revision.doc);
 * ```
 */
export async function history(config: Config, options: HistoryOptions = {}): Promise<readonly RevisionView[]> {
  const found = await listHistory(config, {
    ...options,
    onListed(listed) {
      const lines = options.graph ? graphOf(listed, options.verbose) : listed.map((one) => line(one, options.verbose));
      // All lines are written at once: thousands of single writes would take longer than reading the revisions.
      if (lines.length > 0) config.printStdout(lines.join("\n"));
    },
  });
  return found.map(({ script, isCurrent }) => viewRevision(script, isCurrent));
}

function graphOf(listed: readonly ListedRevision[], verbose: boolean | undefined): readonly string[] {
  const byScript = new Map(listed.map((one) => [one.script, one]));
  return drawRevisions([...byScript.keys()], {
    isCurrent: (script) => byScript.get(script)?.isCurrent ?? false,
    ...(verbose ? { text: (script) => line(byScript.get(script)!, true).trimEnd() } : {}),
  });
}

function line({ script, isCurrent: current }: ListedRevision, verbose: boolean | undefined): string {
  return script.cmdFormat({ verbose, includeBranches: true, includeDoc: true, includeParents: true, current });
}
