import type { Revision } from "../revision.js";
import type { RevisionIds } from "../revision-ids.js";
import type { RevisionMap } from "../revision-map.js";
import { RevisionStep } from "./revision-step.js";

/**
 * The steps that bring a database from its current revisions down to a target.
 *
 * @returns the steps in the order in which they run; none when the target is a current revision.
 * @throws RangeNotAncestorError when the target is not below the current revisions.
 * @throws RevisionError when the target cannot be resolved.
 * @example
 * ```ts
 * import { downgradeSteps, Revision, RevisionMap } from "alembic-ts";
 *
 * const map = new RevisionMap([new Revision("a", null), new Revision("b", "a")]);
 * console.log(downgradeSteps(map, "-1", ["b"]).map((step) => step.shortLog)); // [ 'downgrade b -> a' ]
 * ```
 */
export function downgradeSteps<R extends Revision>(
  map: RevisionMap<R>,
  target: string | null,
  currentHeads: RevisionIds,
): readonly RevisionStep<R>[] {
  const revisions = map.iterateRevisions(currentHeads, target, { selectForDowngrade: true });
  return revisions.map((revision) => new RevisionStep(map, revision, false));
}
