import type { Config } from "../config/config.js";
import type { Script } from "../script/script.js";
import { ScriptDirectory } from "../script/script-directory.js";

/** A revision that several others follow. */
export interface BranchPoint {
  readonly revision: Script;
  /** The revisions that follow it: the first of each branch. */
  readonly children: readonly Script[];
}

/**
 * Finds the branch points.
 *
 * @returns the branch points, newest first.
 * @throws CommandError where the revisions cannot be read.
 */
export async function branches(config: Config): Promise<readonly BranchPoint[]> {
  const directory = await ScriptDirectory.fromConfig(config);
  return directory
    .walkRevisions()
    .filter((revision) => revision.isBranchPoint)
    .map((revision) => ({ revision, children: directory.getRevisions(revision.nextrev) }));
}
