import type { Revision } from "../revision.js";
import type { RevisionIds } from "../revision-ids.js";
import type { RevisionMap } from "../revision-map.js";
import { RevisionStep } from "./revision-step.js";

/**
 * The steps that bring a database from its current revisions up to a target.
 *
 * @returns the steps in the order in which they run; none when the target is already reached.
 * @throws RevisionError when the target cannot be resolved.
 * @example
 * ```ts
 * import { Revision, RevisionMap, upgradeSteps } from "alembic-ts";
 *
 * const map = new RevisionMap([new Revision("a", null), new Revision("b", "a")]);
 * console.log(upgradeSteps(map, "head", ["a"]).map((step) => step.shortLog)); // [ 'upgrade a -> b' ]
 * ```
 */
export function upgradeSteps<R extends Revision>(
  map: RevisionMap<R>,
  target: RevisionIds,
  currentHeads: RevisionIds,
): readonly RevisionStep<R>[] {
  const revisions = map.iterateRevisions(target, currentHeads, { implicitBase: true });
  return revisions.map((revision) => new RevisionStep(map, revision, true)).reverse();
}
