import type { Revision } from "./revision.js";
import { RevisionError } from "./revision-error.js";
import type { RevisionLinks } from "./revision-links.js";

/** The neighbours that a walk continues with. */
export type Edges = (links: RevisionLinks<Revision>) => readonly Revision[];

/** All revisions that are reached from the given ones, which are among them. */
export function walk<R extends Revision>(from: Iterable<R>, edges: Edges): Set<R> {
  const seen = new Set<R>(from);
  // A Set that grows while it is gone through also yields what was added.
  for (const revision of seen) {
    for (const neighbour of edges(revision._links)) seen.add(neighbour as R);
  }
  return seen;
}

/** The given revisions with their ancestors; with `dependencies`, what they depend on counts as a parent. */
export function ancestorsOf<R extends Revision>(from: Iterable<R>, dependencies: boolean): Set<R> {
  return walk(from, dependencies ? (links) => links.normalizedDown : (links) => links.down);
}

/** The given revisions with their descendants; with `dependencies`, what depends on them counts as a child. */
export function descendantsOf<R extends Revision>(from: Iterable<R>, dependencies: boolean): Set<R> {
  return walk(from, dependencies ? (links) => links.allNext : (links) => links.next);
}

/**
 * Makes sure that none of the revisions is reached from another one of them. It stops at the first place outside the
 * graph, which the caller refuses.
 *
 * @throws RevisionError naming the first one that is above others.
 */
export function assertNoOverlap(targets: readonly (Revision | "base" | null)[], edges: Edges): void {
  const asked = new Set(targets);
  if (asked.size < 2) return;
  const seen = new Set<Revision>();
  for (const target of asked) {
    if (target === null || target === "base") return;
    const overlaps = new Set<Revision>();
    const todo: Revision[] = [target];
    for (let revision = todo.pop(); revision !== undefined; revision = todo.pop()) {
      if (revision !== target && asked.has(revision)) overlaps.add(revision);
      if (seen.has(revision)) continue;
      seen.add(revision);
      todo.push(...edges(revision._links));
    }
    if (overlaps.size === 0) continue;
    const names = inMapOrder([...overlaps]).map((one) => one.revision);
    throw new RevisionError(
      `Requested revision ${target.revision} overlaps with other requested revisions ${names.join(", ")}`,
    );
  }
}

/** The revisions in the order of the map. It replaces the order of Python's sets, which is not defined. */
export function inMapOrder<R extends Revision>(revisions: readonly R[]): readonly R[] {
  return [...revisions].sort((one, other) => one._links.position - other._links.position);
}
