import type { Graph } from "./build-graph.js";
import { placesFor } from "./resolve.js";
import type { Revision } from "./revision.js";
import { ancestorsOf, inMapOrder, walk } from "./walk.js";
import { onlyRevisions } from "./walk-relative.js";

/**
 * The revisions that a database with the given version rows is at: those of the rows, and those that the rows imply
 * because something depends on them and that no other applied revision follows on their own branch.
 */
export function currentBranchHeads<R extends Revision>(graph: Graph<R>, rows: readonly string[]): readonly R[] {
  const applied = ancestorsOf(onlyRevisions(placesFor(graph, rows), rows), true);
  const followed = new Set<Revision>();
  for (const revision of applied) for (const parent of revision._links.down) followed.add(parent);
  const behind = walk(followed, (links) => links.down);
  return inMapOrder([...applied].filter((revision) => !behind.has(revision)));
}
