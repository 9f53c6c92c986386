import type { Graph } from "../build/build-graph.js";
import type { Revision } from "../revision.js";
import { RangeNotAncestorError, RevisionError, showTheWay } from "../revision-error.js";
import { ancestorsOf, descendantsOf } from "../walk.js";
import type { Collected, Range } from "./collect-upgrade.js";
import { parseDowngradeTarget } from "./downgrade-target.js";
import { branchRevision, placesFor } from "./resolve.js";
import { onlyRevisions } from "./walk-relative.js";

/**
 * Collects what a downgrade removes: the revisions above the lower end, and those that depend on one of them, as far as
 * they are applied, that is, the upper end or an ancestor of it.
 *
 * @throws RevisionError when the lower end is unknown or is not below the upper end.
 */
export function collectDowngrade<R extends Revision>(
  graph: Graph<R>,
  { upper, lower, inclusive, implicitBase, assertRelativeLength }: Range,
  warn: (message: string) => void,
): Collected<R> {
  const { branchLabel, place } = parseDowngradeTarget(graph, upper, lower, assertRelativeLength, warn);
  const target = place === "base" ? null : place;
  const roots = onBranch(graph, branchLabel, rootsAbove(graph, target, inclusive));
  const heads = onlyRevisions(placesFor(graph, upper), upper);
  const active = ancestorsOf(heads, true);
  const revisions = new Set<R>();
  for (const revision of descendantsOf(roots, true)) if (active.has(revision)) revisions.add(revision);
  if (implicitBase) {
    const needed = ancestorsOf(roots, true);
    for (const revision of active) if (!needed.has(revision)) revisions.add(revision);
  }
  if (target !== null && revisions.size === 0 && !heads.includes(target)) {
    throw new RangeNotAncestorError("Nothing to drop", upper);
  }
  return { revisions, heads };
}

/** The lowest revisions that the downgrade removes. */
function rootsAbove<R extends Revision>(graph: Graph<R>, target: R | null, inclusive: boolean): readonly R[] {
  // By key, so that a base with a branch label counts twice: with several roots Alembic looks the named branch up.
  if (target === null) return [...graph.keys.values()].filter((revision) => revision.isBase);
  return inclusive ? [target] : (target._links.next as readonly R[]);
}

function onBranch<R extends Revision>(graph: Graph<R>, branchLabel: string | null, roots: readonly R[]): readonly R[] {
  if (branchLabel === null || roots.length < 2) return roots;
  const below = ancestorsOf([branchRevision(graph, branchLabel)], false);
  const left = roots.filter((root) => below.has(root));
  if (left.length === 0)
    throw new RevisionError("Not a valid downgrade target from current heads", { hint: showTheWay });
  return left;
}
