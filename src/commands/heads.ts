import type { Config } from "../config/config.js";
import { ScriptDirectory } from "../script/script-directory.js";
import { type RevisionView, viewRevision } from "./results/revision-view.js";

/** Options of {@link heads}. */
export interface HeadsOptions {
  /** Print each revision in full; by default one line each. */
  readonly verbose?: boolean | undefined;
  /** Leave out heads that another revision depends on; by default `false`. */
  readonly resolveDependencies?: boolean | undefined;
}

/**
 * Shows the newest revision of every branch.
 *
 * @returns the heads.
 * @throws CommandError where the revisions cannot be read.
 * @example
 * ```ts
 * import { command, loadConfig } from "alembic-ts";
 *
 * const [head] = await command.heads(loadConfig());
 * console.log(head?.revision);
 * ```
 */
export async function heads(config: Config, options: HeadsOptions = {}): Promise<readonly RevisionView[]> {
  const script = await ScriptDirectory.fromConfig(config);
  const found = script.getRevisions(options.resolveDependencies ? "heads" : script.getHeads());
  for (const revision of found) {
    config.printStdout(revision.cmdFormat({ verbose: options.verbose, includeBranches: true, treeIndicators: false }));
  }
  return found.map((revision) => viewRevision(revision));
}
