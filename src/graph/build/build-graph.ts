import { idOf, type Revision } from "../revision.js";
import { labelTaken, MissingRevisionError } from "../revision-error.js";
import { idsAsArray } from "../revision-ids.js";
import { appended, RevisionLinks } from "../revision-links.js";
import { revisionText } from "../revision-text.js";
import { inMapOrder } from "../walk.js";
import { AncestorIndex } from "./ancestor-index.js";
import { normalizeDependencies } from "./normalize-dependencies.js";
import { rankRevisions } from "./rank-revisions.js";
import { spreadBranchLabels } from "./spread-branch-labels.js";

/** Linked revisions: the data that a map keeps once it has read its source. */
export interface Graph<R extends Revision> {
  /** Every revision that was read, also one that a later one with the same identifier replaces. */
  readonly all: readonly R[];
  /** The revisions in the order of the map, one for each identifier. */
  readonly revisions: readonly R[];
  /** Identifiers in the order in which they were read, then branch labels: the names that symbols are looked up in. */
  readonly keys: ReadonlyMap<string, R>;
  readonly heads: readonly string[];
  readonly realHeads: readonly string[];
  readonly bases: readonly string[];
  readonly realBases: readonly string[];
  /** Built on first use. */
  readonly ancestorIndex: () => AncestorIndex;
}

/**
 * Reads revisions and links them.
 *
 * @throws RevisionError when a name is used twice or is unknown, or when the revisions form a cycle.
 */
export function buildGraph<R extends Revision>(source: Iterable<R>, warn: (message: string) => void): Graph<R> {
  const keys = new Map<string, R>();
  const read = new Set<R>();
  const bases: string[] = [];
  const realBases: string[] = [];
  for (const revision of source) {
    revision._links = new RevisionLinks(revision.ownBranchLabels);
    read.add(revision);
    if (keys.has(revision.revision)) warn(`Revision ${revision.revision} is present more than once`);
    keys.set(revision.revision, revision);
    if (revision.isBase) bases.push(revision.revision);
    if (revision.isRealBase) realBases.push(revision.revision);
  }
  const all = [...read];
  const revisions = [...keys.values()];
  for (const [position, revision] of revisions.entries()) revision._links.position = position;
  for (const revision of all) revision._links.position = keys.get(revision.revision)!._links.position;

  const inOrder = all.length === revisions.length ? all : inMapOrder(all);
  mapBranchLabels(inOrder, keys);
  resolveDependencies(all, keys);
  const replaced = all.filter((revision) => keys.get(revision.revision) !== revision);
  linkNeighbours(revisions, keys, warn);
  for (const revision of replaced) linkParents(revision, keys);
  const heads = all.filter((revision) => revision.isHead);
  const realHeads = heads.filter((revision) => revision.isRealHead);
  rankRevisions({ revisions, all, heads, realHeads });
  normalizeDependencies(all);
  spreadBranchLabels(inOrder, keys);
  let index: AncestorIndex | undefined;
  const ancestorIndex = (): AncestorIndex => {
    index ??= new AncestorIndex(revisions);
    return index;
  };
  return {
    all,
    revisions,
    keys,
    heads: heads.map(idOf),
    realHeads: realHeads.map(idOf),
    bases,
    realBases,
    ancestorIndex,
  };
}

function mapBranchLabels<R extends Revision>(all: readonly R[], keys: Map<string, R>): void {
  for (const revision of all) {
    for (const label of revision.ownBranchLabels) {
      const owner = keys.get(label);
      if (owner !== undefined) throw labelTaken(label, revision.revision, owner.revision);
      keys.set(label, revision);
    }
  }
}

function resolveDependencies<R extends Revision>(all: readonly R[], keys: ReadonlyMap<string, R>): void {
  for (const revision of all) {
    if (revision.dependsOn === null) continue;
    const resolved = new Set<R>();
    for (const name of idsAsArray(revision.dependsOn)) {
      const dependency = keys.get(name);
      if (dependency === undefined) {
        throw new MissingRevisionError(
          `Revision ${name}, which revision ${revision.revision} depends on, is not present`,
          name,
          revision.revision,
        );
      }
      resolved.add(keys.get(dependency.revision) ?? dependency);
    }
    revision._links.dependencies = [...resolved];
  }
}

/** Gives each revision its parents, and these their children, in the order of the map. */
function linkNeighbours<R extends Revision>(
  revisions: readonly R[],
  keys: ReadonlyMap<string, R>,
  warn: (message: string) => void,
): void {
  for (const revision of revisions) {
    const links = revision._links;
    linkParents(revision, keys, warn);
    for (const parent of links.down) parent._links.next = appended(parent._links.next, revision);
    for (const dependency of links.dependencies) {
      if (links.down.includes(dependency)) continue;
      dependency._links.dependents = appended(dependency._links.dependents, revision);
    }
  }
}

/**
 * Gives a revision its parents. One that another revision replaces becomes no parent's child, and causes no warning.
 */
function linkParents<R extends Revision>(
  revision: R,
  keys: ReadonlyMap<string, R>,
  warn?: (message: string) => void,
): void {
  const links = revision._links;
  for (const name of idsAsArray(revision.downRevision)) {
    const down = keys.get(name);
    if (down === undefined) {
      warn?.(`Revision ${name} referenced from ${revisionText(revision)} is not present`);
      throw new MissingRevisionError(
        `Revision ${name}, which revision ${revision.revision} names as its down revision, is not present`,
        name,
        revision.revision,
      );
    }
    if (down.revision !== name) {
      throw new MissingRevisionError(
        `Revision ${revision.revision} names '${name}' as its down revision, which is a branch label and not a revision`,
        name,
        revision.revision,
      );
    }
    if (!links.down.includes(down)) links.down = appended(links.down, down);
  }
}
