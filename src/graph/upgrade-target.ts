import type { Graph } from "./build-graph.js";
import { parseRelativeDestination, tooFar } from "./relative-destination.js";
import { branchTest, filterForLineage, oneRevisionFor, placesFor } from "./resolve.js";
import type { Revision } from "./revision.js";
import { RevisionError } from "./revision-error.js";
import { idsAsArray, type RevisionIds } from "./revision-ids.js";
import { ancestorsOf } from "./walk.js";
import { type Place, walkRelative } from "./walk-relative.js";

/**
 * The revisions that an upgrade's target stands for, seen from the current revisions.
 *
 * @throws RevisionError when the target stands for nothing or for more than it may.
 */
export function parseUpgradeTarget<R extends Revision>(
  graph: Graph<R>,
  current: RevisionIds,
  target: RevisionIds,
  assertRelativeLength: boolean,
): readonly Place<R>[] {
  const relative = typeof target === "string" ? parseRelativeDestination(target) : undefined;
  if (relative === undefined) return placesFor(graph, target);

  const { branchLabel, symbol, steps } = relative;
  const noOverwalk = assertRelativeLength;
  if (steps <= 0) {
    if (symbol === null) throw tooFar({ text: String(steps), steps });
    const start = oneRevisionFor(graph, branchLabel === null ? symbol : `${branchLabel}@${symbol}`);
    return [walkRelative(graph, start, steps, { noOverwalk })];
  }
  const start = symbol === null ? startOnBranch(graph, current, branchLabel) : oneRevisionFor(graph, symbol);
  const place = walkRelative(graph, start, steps, { branch: branchTest(graph, branchLabel), noOverwalk });
  if (place === null && symbol === null) throw tooFar(relative);
  return [place];
}

/** Where `+N` or `branch@+N` starts: at the only current revision, or at the only one that the branch has reached. */
function startOnBranch<R extends Revision>(
  graph: Graph<R>,
  current: RevisionIds,
  branchLabel: string | null,
): R | null {
  const ids = idsAsArray(current);
  let starts: readonly (R | string)[] = ids;
  if (branchLabel !== null) {
    const revisions = placesFor(graph, ids) as readonly R[];
    starts = filterForLineage(graph, revisions, branchLabel);
    if (starts.length === 0) {
      const reached = filterForLineage(graph, ancestorsOf(revisions, true), branchLabel);
      const passed = new Set(reached.flatMap((revision) => revision._links.normalizedDown));
      starts = reached.filter((revision) => !passed.has(revision));
    }
  }
  if (starts.length > 1) throw new RevisionError("Ambiguous upgrade from multiple current revisions");
  const [start = null] = starts;
  return typeof start === "string" ? oneRevisionFor(graph, start) : start;
}
