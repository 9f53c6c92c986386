import type { Revision } from "./revision.js";

const none: readonly Revision[] = Object.freeze([]);
const noLabels: ReadonlySet<string> = new Set();

/**
 * A revision's place in the graph: its neighbours as objects, so that a walk needs no look-up by name.
 *
 * Most revisions have one parent, one child and no dependency; arrays are shared wherever they are empty or say the
 * same, because a graph has thousands of them.
 */
export class RevisionLinks {
  /** Where the map lists the revision. */
  position = -1;
  /** A number that is higher than that of every ancestor, dependencies counted. */
  rank = -1;
  /** Own and inherited branch labels, in the order of the map. */
  labels: ReadonlySet<string>;
  /** Parents, each once. */
  down: readonly Revision[] = none;
  /** All dependencies, each once. */
  dependencies: readonly Revision[] = none;
  /** Dependencies that no ancestor already has, in the order of the map. */
  normalizedDependencies: readonly Revision[] = none;
  /** Children, in the order of the map. */
  next: readonly Revision[] = none;
  /** Revisions that depend on this one and are not its children. */
  dependents: readonly Revision[] = none;

  constructor(labels: readonly string[]) {
    this.labels = labels.length === 0 ? noLabels : new Set(labels);
  }

  /** Parents and all dependencies, each once. */
  get allDown(): readonly Revision[] {
    return union(this.down, this.dependencies);
  }

  /** Parents and the dependencies that no ancestor already has, each once. */
  get normalizedDown(): readonly Revision[] {
    return union(this.down, this.normalizedDependencies);
  }

  /** Children and dependents. */
  get allNext(): readonly Revision[] {
    return union(this.next, this.dependents);
  }
}

/** The array with one more element; only arrays that were made here are changed in place. */
export function appended(list: readonly Revision[], revision: Revision): readonly Revision[] {
  if (list === none) return [revision];
  (list as Revision[]).push(revision);
  return list;
}

function union(first: readonly Revision[], second: readonly Revision[]): readonly Revision[] {
  if (second.length === 0) return first;
  if (first.length === 0) return second;
  return [...first, ...second.filter((revision) => !first.includes(revision))];
}
