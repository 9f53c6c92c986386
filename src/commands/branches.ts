import type { Config } from "../config/config.js";
import { branchPointText } from "../graph/revision-text.js";
import type { Script } from "../script/script.js";
import { ScriptDirectory } from "../script/script-directory.js";
import { type RevisionView, viewRevision } from "./results/revision-view.js";

/** Options of {@link branches}. */
export interface BranchesOptions {
  /** Print each branch point in full; by default one line each. */
  readonly verbose?: boolean | undefined;
}

/**
 * Shows the branch points: the revisions that several others follow.
 *
 * @returns the branch points, newest first; their `children` are the branches.
 * @throws CommandError where the revisions cannot be read.
 * @example
 * ```ts
 * import { command, loadConfig } from "alembic-ts";
 *
 * for (const point of await command.branches(loadConfig())) console.log(point.revision, point.children);
 * ```
 */
export async function branches(config: Config, options: BranchesOptions = {}): Promise<readonly RevisionView[]> {
  const script = await ScriptDirectory.fromConfig(config);
  const points: Script[] = [];
  for (const revision of script.walkRevisions()) {
    if (!revision.isBranchPoint) continue;
    points.push(revision);
    const children = revision.nextrev.map((id) => script.getRevision(id) as Script);
    config.printStdout(branchPointText(revision, children, { verbose: options.verbose, path: revision.path }));
  }
  return points.map((revision) => viewRevision(revision));
}
