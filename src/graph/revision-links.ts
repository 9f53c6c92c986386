const none: readonly never[] = Object.freeze([]);
const noLabels: ReadonlySet<string> = new Set();

/**
 * A revision's place in the graph: its neighbours as objects, so that a walk needs no look-up by name.
 *
 * Most revisions have one parent, one child and no dependency. Arrays that are empty or equal are shared, because a
 * graph has thousands of them.
 */
export class RevisionLinks<R> {
  /** Where the map lists the revision. */
  position = -1;
  /** A number that is higher than that of every ancestor, dependencies counted. */
  rank = -1;
  /** Own and inherited branch labels, in the order of the map. */
  labels: ReadonlySet<string>;
  /** Parents, each once. */
  down: readonly R[] = none;
  /** All dependencies, each once. */
  dependencies: readonly R[] = none;
  /** Dependencies that no ancestor already has, in the order of the map. */
  normalizedDependencies: readonly R[] = none;
  /** Children, in the order of the map. */
  next: readonly R[] = none;
  /** Revisions that depend on this one and are not its children. */
  dependents: readonly R[] = none;

  constructor(labels: readonly string[]) {
    this.labels = labels.length === 0 ? noLabels : new Set(labels);
  }

  /** Parents and all dependencies, each once. */
  get allDown(): readonly R[] {
    return union(this.down, this.dependencies);
  }

  /** Parents and the dependencies that no ancestor already has, each once. */
  get normalizedDown(): readonly R[] {
    return union(this.down, this.normalizedDependencies);
  }

  /** Children and dependents. */
  get allNext(): readonly R[] {
    return union(this.next, this.dependents);
  }
}

/** The array with one more element; only arrays that were made here are changed in place. */
export function appended<R>(list: readonly R[], revision: R): readonly R[] {
  if (list === none) return [revision];
  (list as R[]).push(revision);
  return list;
}

function union<R>(first: readonly R[], second: readonly R[]): readonly R[] {
  if (second.length === 0) return first;
  if (first.length === 0) return second;
  return [...first, ...second.filter((revision) => !first.includes(revision))];
}
