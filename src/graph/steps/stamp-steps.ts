import type { Revision } from "../revision.js";
import { RevisionError } from "../revision-error.js";
import { idsAsArray, type RevisionIds } from "../revision-ids.js";
import type { RevisionMap } from "../revision-map.js";
import { ancestorsOf, descendantsOf } from "../walk.js";
import { StampStep } from "./stamp-step.js";

/**
 * The steps that make the version table name the given revisions, without running any.
 *
 * @returns a step for each destination that is not a current revision already.
 * @throws RevisionError when a destination or a current revision cannot be resolved.
 * @example
 * ```ts
 * import { Revision, RevisionMap, stampSteps } from "alembic-ts";
 *
 * const map = new RevisionMap([new Revision("a", null), new Revision("b", "a")]);
 * console.log(stampSteps(map, "head", ["a"]).map((step) => step.shortLog)); // [ 'stamp_revision a -> b' ]
 * ```
 */
export function stampSteps<R extends Revision>(
  map: RevisionMap<R>,
  revisions: RevisionIds,
  heads: RevisionIds,
): readonly StampStep<R>[] {
  const asked = idsAsArray(revisions).length === 0 || revisions === "" ? ["base"] : idsAsArray(revisions);
  const rows = map.getRevisions(heads);
  const related = new Set<R>();
  for (const symbol of asked) {
    if (symbol === "") continue;
    for (const row of map.filterForLineage(rows, symbol, { includeDependencies: true })) related.add(row);
  }
  const from = [...related].map((row) => row.revision);
  const destinations = map._places(asked);
  const steps: StampStep<R>[] = [];
  for (const destination of destinations.length === 0 ? [null] : destinations) {
    if (destination === null) {
      for (const row of from) {
        steps.push(new StampStep({ revisionMap: map, from: [row], to: [], isUpgrade: false, branchMove: true }));
      }
      continue;
    }
    if (destination === "base") throw new RevisionError(`'${asked.join(", ")}' leads out of the revision graph`);
    if (related.has(destination)) continue;
    const to = [destination.revision];
    const isBelow = meets(descendantsOf([destination], true), related);
    const isAbove = meets(ancestorsOf([destination], true), related);
    if (isBelow && isAbove) {
      throw new RevisionError(
        `Revision ${destination.revision} is above one current revision and below another: ${from.join(", ")}`,
      );
    }
    steps.push(
      isBelow || isAbove
        ? new StampStep({ revisionMap: map, from, to, isUpgrade: isAbove, branchMove: false })
        : new StampStep({ revisionMap: map, from: [], to, isUpgrade: true, branchMove: true }),
    );
  }
  return steps;
}

function meets<R>(one: ReadonlySet<R>, other: ReadonlySet<R>): boolean {
  for (const item of other) if (one.has(item)) return true;
  return false;
}
