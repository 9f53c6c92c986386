import type { Revision } from "../revision.js";

/**
 * Tells whether one revision is an ancestor of another (dependencies count) without walking the graph each time.
 *
 * Each revision gets two intervals of numbers, one from a walk up from the bases and one from a walk down from the
 * heads. An ancestor's intervals hold, or are held by, those of its descendants, so most negative results take one
 * comparison; a spanning tree of the walk up gives most positive results. For the rest, a search goes through the
 * revisions whose intervals allow it.
 */
export class AncestorIndex {
  readonly #rank: Int32Array;
  /** Interval in the tree of the walk up: an ancestor in the tree holds the revision's own. */
  readonly #treeStart: Int32Array;
  readonly #up: Intervals;
  readonly #down: Intervals;
  /** Which search has seen the revision last. */
  readonly #seen: Int32Array;
  #search = 0;

  constructor(graph: readonly Revision[]) {
    this.#rank = Int32Array.from(graph, (revision) => revision._links.rank);
    this.#up = intervals(graph, (revision) => revision._links.allNext);
    this.#down = intervals(graph, (revision) => revision._links.normalizedDown);
    this.#treeStart = this.#up.treeStart;
    this.#seen = new Int32Array(graph.length);
  }

  /** Whether `ancestor` is reached going down from `descendant`; a revision is not its own ancestor here. */
  isAncestor(ancestor: Revision, descendant: Revision): boolean {
    if (ancestor === descendant) return false;
    const target = ancestor._links.position;
    const search = ++this.#search;
    const todo = [descendant];
    for (let revision = todo.pop(); revision !== undefined; revision = todo.pop()) {
      const at = revision._links.position;
      if (at === target) return true;
      if (this.#seen[at] === search || !this.#mayReach(at, target)) continue;
      if (this.#inTree(at, target)) return true;
      this.#seen[at] = search;
      todo.push(...revision._links.normalizedDown);
    }
    return false;
  }

  #mayReach(from: number, target: number): boolean {
    return (
      this.#rank[target]! < this.#rank[from]! &&
      this.#up.low[target]! <= this.#up.low[from]! &&
      this.#up.high[from]! <= this.#up.high[target]! &&
      this.#down.low[from]! <= this.#down.low[target]! &&
      this.#down.high[target]! <= this.#down.high[from]!
    );
  }

  #inTree(from: number, target: number): boolean {
    return this.#treeStart[target]! <= this.#up.high[from]! && this.#up.high[from]! <= this.#up.high[target]!;
  }
}

/** Numbers from one depth-first walk over the whole graph, by position. */
interface Intervals {
  /** The revision's number when the walk left it. */
  readonly high: Int32Array;
  /** The lowest number of anything that is reached from it. */
  readonly low: Int32Array;
  /** The lowest number of anything that the walk met first by way of it. */
  readonly treeStart: Int32Array;
}

function intervals(graph: readonly Revision[], edges: (revision: Revision) => readonly Revision[]): Intervals {
  const high = new Int32Array(graph.length).fill(-1);
  const low = new Int32Array(graph.length);
  const treeStart = new Int32Array(graph.length).fill(-1);
  let next = 0;
  const path: { revision: Revision; neighbours: readonly Revision[]; at: number }[] = [];
  const enter = (revision: Revision): void => {
    const { position } = revision._links;
    treeStart[position] = next;
    low[position] = next;
    path.push({ revision, neighbours: edges(revision), at: 0 });
  };
  for (const root of rootsFirst(graph, edges)) {
    if (treeStart[root._links.position] !== -1) continue;
    enter(root);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { position } = top.revision._links;
      const neighbour = top.neighbours[top.at++];
      if (neighbour === undefined) {
        high[position] = next++;
        path.pop();
        continue;
      }
      const other = neighbour._links.position;
      if (treeStart[other] === -1) {
        top.at--;
        enter(neighbour);
      } else if (low[other]! < low[position]!) {
        low[position] = low[other]!;
      }
    }
  }
  return { high, low, treeStart };
}

/**
 * The revisions with nothing before them along the edges come first, so that whole trees are walked from their root.
 */
function rootsFirst(
  graph: readonly Revision[],
  edges: (revision: Revision) => readonly Revision[],
): readonly Revision[] {
  const entered = new Uint8Array(graph.length);
  for (const revision of graph) for (const neighbour of edges(revision)) entered[neighbour._links.position] = 1;
  const roots = graph.filter((revision) => entered[revision._links.position] === 0);
  return [...roots, ...graph];
}
