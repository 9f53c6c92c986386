import type { Revision } from "../revision.js";
import { descendantsOf } from "../walk.js";

type Labels = ReadonlySet<string>;

/**
 * Gives each branch label to all descendants of the revision that declares it and, where these form one line, also to
 * the ancestors down to the nearest branch or merge point.
 */
export function spreadBranchLabels<R extends Revision>(revisions: readonly R[], keys: ReadonlyMap<string, R>): void {
  const labelled = revisions.filter((revision) => revision.ownBranchLabels.length > 0);
  if (labelled.length === 0) return;
  const merge = labelMerger(keys);
  for (const revision of labelled) {
    let last: Revision = revision;
    for (const node of descendantsOf<Revision>([revision], false)) {
      node._links.labels = merge(node._links.labels, revision._links.labels);
      last = node;
    }
    // Where the descendants fork, the way back from any of their ends meets the fork and stops, so it does not matter
    // which of them was seen last.
    for (let node: Revision | undefined = last; node !== undefined; node = node._links.down[0]) {
      if (node.isRealBranchPoint || node.isMergePoint) break;
      node._links.labels = merge(node._links.labels, revision._links.labels);
    }
  }
}

/** Joins sets of labels, in the order of the map; equal joins give the same object, so that long lines share one. */
function labelMerger(keys: ReadonlyMap<string, Revision>): (one: Labels, other: Labels) => Labels {
  const order = new Map<string, number>();
  for (const [key, revision] of keys) if (revision.revision !== key) order.set(key, order.size);
  const known = new Map<Labels, Map<Labels, Labels>>();
  return (one, other) => {
    if (one === other) return one;
    const joins = known.get(one) ?? new Map<Labels, Labels>();
    known.set(one, joins);
    let joined = joins.get(other);
    if (joined === undefined) {
      const all = new Set([...one, ...other].sort((a, b) => order.get(a)! - order.get(b)!));
      joined = all.size === one.size ? one : all.size === other.size ? other : all;
      joins.set(other, joined);
    }
    return joined;
  };
}
