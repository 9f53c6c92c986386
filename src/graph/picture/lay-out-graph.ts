import type { GraphRevision } from "./graph-view.js";

/** The place of a revision: its row from the top, and its lane from the left. */
export interface PlacedRevision {
  readonly revision: GraphRevision;
  readonly row: number;
  readonly lane: number;
  /** The number of the branch, which continues from a revision to its first parent. */
  readonly branch: number;
}

/** A line from a revision down to a parent, or to a revision that it depends on. */
export interface PlacedEdge {
  /** Row of the upper end. */
  readonly from: number;
  /** Row of the lower end. */
  readonly to: number;
  /** The lane in which it runs down between its ends. */
  readonly lane: number;
  readonly kind: "parent" | "dependency";
  readonly branch: number;
}

/** The places of all revisions and lines of a picture. */
export interface GraphLayout {
  readonly revisions: readonly PlacedRevision[];
  /** The lines, by the row of their upper end. */
  readonly edges: readonly PlacedEdge[];
  /** The number of lanes side by side. */
  readonly lanes: number;
}

/** A lane that leads down to a revision without a place. */
interface OpenLane {
  readonly target: string;
  readonly kind: PlacedEdge["kind"];
  readonly branch: number;
  readonly from: number[];
}

/**
 * Gives each revision a row and a lane, and each line between two revisions a lane. Lines to revisions that are not
 * listed are omitted.
 *
 * The line to the first parent stays in the lane of the revision, so that a branch is a straight column. A lane that
 * has ended is used again.
 *
 * @param revisions the revisions from top to bottom, each above its parents.
 * @returns the places of the revisions and of the lines.
 * @example
 * ```ts
 * import { graphView, layOutGraph, Revision, RevisionMap, walkRevisions } from "alembic-ts";
 *
 * const map = new RevisionMap([new Revision("a", null), new Revision("b", "a"), new Revision("c", "a")]);
 * const { revisions, lanes } = layOutGraph(graphView(walkRevisions(map)).revisions);
 * console.log(revisions.map(({ lane }) => lane), lanes); // [ 0, 1, 0 ] 2
 * ```
 */
export function layOutGraph(revisions: readonly GraphRevision[]): GraphLayout {
  const rows = new Map(revisions.map(({ revision }, row) => [revision, row]));
  const open: (OpenLane | undefined)[] = [];
  /** The lanes in `open` by their targets, so that a row does not search all lanes. */
  const leadingTo = new Map<string, number[]>();
  const placed: PlacedRevision[] = [];
  const edges: PlacedEdge[] = [];
  let lanes = 0;
  let branches = 0;

  const freeLane = (from: number): number => {
    let lane = from;
    while (open[lane] !== undefined) lane++;
    lanes = Math.max(lanes, lane + 1);
    return lane;
  };
  const openLane = (lane: number, target: string, kind: PlacedEdge["kind"], branch: number, row: number): void => {
    open[lane] = { target, kind, branch, from: [row] };
    const others = leadingTo.get(target);
    if (others === undefined) leadingTo.set(target, [lane]);
    else others.push(lane);
  };

  for (const [row, revision] of revisions.entries()) {
    const incoming = (leadingTo.get(revision.revision) ?? []).sort((one, other) => one - other);
    leadingTo.delete(revision.revision);
    const own = incoming.find((lane) => open[lane]!.kind === "parent") ?? incoming[0];
    const lane = own ?? freeLane(0);
    const ownLane = own === undefined ? undefined : open[own]!;
    // A dependency does not continue a branch.
    const branch = ownLane?.kind === "parent" ? ownLane.branch : branches++;
    placed.push({ revision, row, lane, branch });
    for (const place of incoming) {
      const { kind, from, branch: color } = open[place]!;
      for (const start of from) edges.push({ from: start, to: row, lane: place, kind, branch: color });
      open[place] = undefined;
    }
    const lines = [
      ...revision.parents.map((target) => ({ target, kind: "parent" as const })),
      ...revision.dependencies.map((target) => ({ target, kind: "dependency" as const })),
    ].filter(({ target }) => (rows.get(target) ?? -1) > row);
    let isContinued = false;
    for (const { target, kind } of lines) {
      if (!isContinued) {
        isContinued = true;
        openLane(lane, target, kind, branch, row);
        continue;
      }
      const shared = leadingTo.get(target)?.find((place) => open[place]!.kind === kind);
      if (shared !== undefined) open[shared]!.from.push(row);
      else openLane(freeLane(lane + 1), target, kind, kind === "parent" ? branches++ : branch, row);
    }
  }
  edges.sort((one, other) => one.from - other.from || one.lane - other.lane);
  return { revisions: placed, edges, lanes };
}
