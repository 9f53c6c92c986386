import { branches as findBranches } from "../../commands/branches.js";
import { type RevisionView, viewRevision } from "../../commands/results/revision-view.js";
import type { Config } from "../../config/config.js";
import { branchPointText } from "../../graph/revision-text.js";

/** Options of {@link branches}. */
export interface BranchesOptions {
  /** Print each branch point in full; by default one line each. */
  readonly verbose?: boolean | undefined;
}

/**
 * Prints the branch points: the revisions that several others follow.
 *
 * @returns the branch points, newest first; their `children` are the branches.
 * @throws CommandError if the revisions cannot be read.
 * @example
 * ```ts
 * import { command, loadConfig } from "alembic-ts";
 *
 * for (const point of await command.branches(loadConfig())) console.log(point.revision, point.children);
 * ```
 */
export async function branches(config: Config, options: BranchesOptions = {}): Promise<readonly RevisionView[]> {
  const points = await findBranches(config);
  for (const { revision, children } of points) {
    config.printStdout(branchPointText(revision, children, { verbose: options.verbose, path: revision.path }));
  }
  return points.map(({ revision }) => viewRevision(revision));
}
