import type { Graph } from "../build/build-graph.js";
import { Revision } from "../revision.js";
import { RevisionError } from "../revision-error.js";
import { idsAsArray, type RevisionIds } from "../revision-ids.js";

/** Where a walk can end: at a revision, below the bases, or, as `null`, beyond the end of the graph. */
export type Place<R extends Revision> = R | "base" | null;

/** Options of {@link walkRelative}. */
export interface WalkOptions<R extends Revision> {
  /** Returns the test for the branch to stay on where the way up forks; a walk down does not call it. */
  readonly branch?: (() => (revision: R) => boolean) | undefined;
  /** Whether a walk past the end of the graph returns `null` (the default); otherwise it stays at the end. */
  readonly noOverwalk?: boolean;
}

/**
 * Walks the given number of steps up (positive) or down (negative) from a revision, or from `null`, whose children are
 * the bases and whose parents are the heads.
 *
 * @throws RevisionError when the way forks.
 */
export function walkRelative<R extends Revision>(
  graph: Graph<R>,
  start: Place<R>,
  steps: number,
  { branch, noOverwalk = true }: WalkOptions<R> = {},
): Place<R> {
  let place = start;
  for (let left = Math.abs(steps); left > 0; left--) {
    let neighbours: readonly Place<R>[];
    if (steps > 0) {
      const children = above(graph, place);
      neighbours = branch === undefined ? children : children.filter(branch());
    } else {
      neighbours = below(graph, place);
    }
    if (neighbours.length === 0) return noOverwalk ? null : place;
    if (neighbours.length > 1) throw ambiguousWalk(place, neighbours);
    place = neighbours[0]!;
  }
  return place;
}

/** The walk forks: the error names the ways that it could go. */
function ambiguousWalk(place: Place<Revision>, neighbours: readonly Place<Revision>[]): RevisionError {
  const from = place === null || place === "base" ? "there" : `revision ${place.revision}`;
  const ways = neighbours.map((one) => (one instanceof Revision ? nameWithLabels(one) : "base"));
  return new RevisionError("Ambiguous walk", {
    hint: `From ${from} the way forks to ${ways.join(" and ")}; name the revision to go to, or go along one branch with <branch label>@…`,
  });
}

/** A revision as it can be named: by its identifier, and by its branch labels. */
function nameWithLabels(revision: Revision): string {
  const labels = [...revision.branchLabels];
  return labels.length === 0 ? revision.revision : `${revision.revision} (${labels.join(", ")})`;
}

function above<R extends Revision>(graph: Graph<R>, place: Place<R>): readonly R[] {
  if (place === null || place === "base") return graph.bases.map((id) => graph.keys.get(id)!);
  return place._links.next as readonly R[];
}

function below<R extends Revision>(graph: Graph<R>, place: Place<R>): readonly Place<R>[] {
  if (place === "base") return [];
  const parents = place === null ? graph.heads.map((id) => graph.keys.get(id)!) : (place._links.down as readonly R[]);
  return parents.length === 0 ? ["base"] : parents;
}

/** The places where all are revisions. */
export function onlyRevisions<R extends Revision>(
  places: readonly Place<R>[],
  asked: RevisionIds | readonly (string | null)[],
): readonly R[] {
  if (places.every((place) => place instanceof Revision)) return places as readonly R[];
  throw new RevisionError(`'${idsAsArray(asked as RevisionIds).join(", ")}' leads out of the revision graph`);
}
