import type { AncestorIndex } from "../build/ancestor-index.js";
import type { Graph } from "../build/build-graph.js";
import type { Revision } from "../revision.js";
import { RevisionError } from "../revision-error.js";
import { inMapOrder } from "../walk.js";

/**
 * Puts revisions in Alembic's order, newest first.
 *
 * One branch is walked down until a revision is met that another branch still needs; the walk then goes on at the first
 * branch that needs it. Alembic keeps the set of ancestors of every branch's present place to find that out, which
 * costs a pass over the graph at each merge. The sets are always those of the present places, so here the same is
 * decided by counting the children that are still to be listed and, where that does not suffice, by an index of the
 * whole graph.
 *
 * @throws RevisionError when a revision is not reached from the heads by way of the others.
 */
export function sortTopologically<R extends Revision>(
  revisions: ReadonlySet<R>,
  heads: readonly R[],
  graph: Graph<R>,
): readonly R[] {
  const order = new HeadWalk(revisions, heads, graph).run();
  if (order.length < revisions.size) {
    const done = new Set(order);
    const lost = [...revisions].filter((revision) => !done.has(revision)).map((revision) => revision.revision);
    throw new RevisionError(
      `The range cannot be listed: its upper end does not reach ${lost.join(", ")} by way of revisions of the range`,
    );
  }
  return order;
}

/** The state of one sort. */
class HeadWalk<R extends Revision> {
  readonly #graph: Graph<R>;
  /** Still to be listed, by position. */
  readonly #todo: Uint8Array;
  /** How many children in the range are still to be listed, by position. */
  readonly #pending: Int32Array;
  /** Whether the revision is the present place of a branch, by position. */
  readonly #isHead: Uint8Array;
  /** Whether a way between two revisions of the range may leave it, so that counting children is not enough. */
  readonly #leavesRange: boolean;
  #heads: R[];
  #index: AncestorIndex | undefined;

  constructor(revisions: ReadonlySet<R>, heads: readonly R[], graph: Graph<R>) {
    this.#graph = graph;
    const size = graph.revisions.length;
    this.#todo = new Uint8Array(size);
    this.#pending = new Int32Array(size);
    this.#isHead = new Uint8Array(size);
    for (const revision of revisions) this.#todo[revision._links.position] = 1;
    this.#heads = [...inMapOrder([...new Set(heads)].filter((head) => revisions.has(head)))];
    for (const head of this.#heads) this.#isHead[head._links.position] = 1;
    const outside: Revision[] = [];
    for (const revision of revisions) {
      for (const parent of revision._links.normalizedDown) {
        if (this.#todo[parent._links.position] === 1) this.#pending[parent._links.position]!++;
        else outside.push(parent);
      }
    }
    this.#leavesRange = this.#comesBack(outside);
  }

  run(): R[] {
    const order: R[] = [];
    const heads = this.#heads;
    for (let at = 0; heads.length > 0; ) {
      const candidate = heads[at]!;
      const needing = this.#branchNeeding(candidate, at);
      if (needing >= 0) {
        at = needing;
        continue;
      }
      order.push(candidate);
      const parents = candidate._links.normalizedDown as readonly R[];
      const position = candidate._links.position;
      this.#todo[position] = 0;
      const added: R[] = [];
      for (const parent of parents) {
        const place = parent._links.position;
        if (this.#todo[place] === 0) continue;
        this.#pending[place]!--;
        if (this.#isHead[place] === 0) added.push(parent);
      }
      this.#isHead[position] = 0;
      if (added.length === 0) {
        heads.splice(at, 1);
        at = Math.max(at - 1, 0);
        continue;
      }
      for (const head of added) this.#isHead[head._links.position] = 1;
      heads[at] = added[0]!;
      for (let more = 1; more < added.length; more++) heads.push(added[more]!);
    }
    return order;
  }

  /** The first branch, other than the candidate's own, whose present place has the candidate as an ancestor, or -1. */
  #branchNeeding(candidate: R, own: number): number {
    if (!this.#leavesRange && this.#pending[candidate._links.position] === 0) return -1;
    if (this.#heads.length < 2) return -1;
    this.#index ??= this.#graph.ancestorIndex();
    for (let at = 0; at < this.#heads.length; at++) {
      if (at !== own && this.#index.isAncestor(candidate, this.#heads[at]!)) return at;
    }
    return -1;
  }

  /** Whether any revision of the range is an ancestor of one of these, which are outside. */
  #comesBack(outside: Revision[]): boolean {
    const seen = new Uint8Array(this.#graph.revisions.length);
    for (let revision = outside.pop(); revision !== undefined; revision = outside.pop()) {
      const { position } = revision._links;
      if (this.#todo[position] === 1) return true;
      if (seen[position] === 1) continue;
      seen[position] = 1;
      outside.push(...revision._links.normalizedDown);
    }
    return false;
  }
}
