import { idOf, type Revision } from "../revision.js";
import { CycleDetected, DependencyCycleDetected } from "../revision-error.js";
import { walk } from "../walk.js";

interface Ranked {
  readonly revisions: readonly Revision[];
  readonly all: readonly Revision[];
  readonly heads: readonly Revision[];
  readonly realHeads: readonly Revision[];
}

/**
 * Numbers the revisions so that each comes after its parents and dependencies.
 *
 * @throws CycleDetected when that cannot be done.
 */
export function rankRevisions(graph: Ranked): void {
  const { revisions } = graph;
  const waiting = new Int32Array(revisions.length);
  const ready: Revision[] = [];
  for (const revision of revisions) {
    const { position, allDown } = revision._links;
    waiting[position] = allDown.length;
    if (allDown.length === 0) ready.push(revision);
  }
  let rank = 0;
  for (; rank < ready.length; rank++) {
    const links = ready[rank]!._links;
    links.rank = rank;
    for (const child of links.next) if (--waiting[child._links.position]! === 0) ready.push(child);
    for (const child of links.dependents) if (--waiting[child._links.position]! === 0) ready.push(child);
  }
  if (rank < revisions.length) throw cycleIn(graph);
}

/** Which error to raise: Alembic's four tests in their order, then the cycles that those do not see. */
function cycleIn({ revisions, all, heads, realHeads }: Ranked): CycleDetected {
  const bases = all.filter((revision) => revision.isBase);
  const realBases = all.filter((revision) => revision.isRealBase);
  if (heads.length === 0 || bases.length === 0) return new CycleDetected(revisions.map(idOf));
  const lost = notBetween(
    revisions,
    walk(heads, (links) => links.down),
    walk(bases, (links) => links.next),
  );
  if (lost.length > 0) return new CycleDetected(lost);
  if (realHeads.length === 0 || realBases.length === 0) return new DependencyCycleDetected(revisions.map(idOf));
  const dependencyLost = notBetween(
    revisions,
    walk(realHeads, (links) => links.allDown),
    walk(realBases, (links) => links.allNext),
  );
  if (dependencyLost.length > 0) return new DependencyCycleDetected(dependencyLost);
  const circle = inCircles(
    revisions,
    (revision) => revision._links.down,
    (revision) => revision._links.next,
  );
  if (circle.length > 0) return new CycleDetected(circle);
  return new DependencyCycleDetected(
    inCircles(
      revisions,
      (revision) => revision._links.allDown,
      (revision) => revision._links.allNext,
    ),
  );
}

function notBetween(
  revisions: readonly Revision[],
  below: ReadonlySet<Revision>,
  above: ReadonlySet<Revision>,
): readonly string[] {
  // By identifier: a revision that another one has replaced still counts as reached in its place.
  const reached = new Set([...below].map(idOf));
  const alsoAbove = new Set([...above].map(idOf));
  return revisions
    .map(idOf)
    .filter((id) => !(reached.has(id) && alsoAbove.has(id)))
    .sort();
}

/** The revisions that remain when all that have none before them, or none after them, are removed. */
function inCircles(
  revisions: readonly Revision[],
  before: (revision: Revision) => readonly Revision[],
  after: (revision: Revision) => readonly Revision[],
): readonly string[] {
  const left = new Set(revisions);
  for (const [from, to] of [
    [before, after],
    [after, before],
  ] as const) {
    const count = new Map<Revision, number>();
    for (const revision of left) count.set(revision, from(revision).filter((one) => left.has(one)).length);
    const ready = [...left].filter((revision) => count.get(revision) === 0);
    for (const revision of ready) {
      left.delete(revision);
      for (const one of to(revision)) {
        if (!left.has(one)) continue;
        const rest = count.get(one)! - 1;
        count.set(one, rest);
        if (rest === 0) ready.push(one);
      }
    }
  }
  return [...left].map(idOf).sort();
}
