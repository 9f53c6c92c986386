import { heads as findHeads } from "../../commands/heads.js";
import { type RevisionView, viewRevision } from "../../commands/results/revision-view.js";
import type { Config } from "../../config/config.js";

/** Options of {@link heads}. */
export interface HeadsOptions {
  /** Print each revision in full; by default one line each. */
  readonly verbose?: boolean | undefined;
  /** Omit heads that another revision depends on; by default `false`. */
  readonly resolveDependencies?: boolean | undefined;
}

/**
 * Prints the newest revision of every branch.
 *
 * @returns the heads.
 * @throws CommandError if the revisions cannot be read.
 * @example
 * ```ts
 * import { command, loadConfig } from "alembic-ts";
 *
 * const [head] = await command.heads(loadConfig());
 * console.log(head?.revision);
 * ```
 */
export async function heads(config: Config, options: HeadsOptions = {}): Promise<readonly RevisionView[]> {
  const found = await findHeads(config, options);
  for (const revision of found) {
    config.printStdout(revision.cmdFormat({ verbose: options.verbose, includeBranches: true, treeIndicators: false }));
  }
  return found.map((revision) => viewRevision(revision));
}
