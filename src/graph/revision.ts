import { DependencyLoopDetected, LoopDetected, RevisionError } from "./revision-error.js";
import { idsAsArray, idsAsScalar, type RevisionIds } from "./revision-ids.js";
import { RevisionLinks } from "./revision-links.js";

/** Options of a {@link Revision}. */
export interface RevisionOptions {
  /** Revisions, or branch labels, that must be applied before this one; default none. */
  readonly dependsOn?: RevisionIds | undefined;
  /** Names of the branch that starts here; default none. */
  readonly branchLabels?: RevisionIds | undefined;
  /** The revision's message with all its paragraphs; default empty. */
  readonly longdoc?: string | undefined;
}

/**
 * One node of the revision graph.
 *
 * Its own fields never change. What depends on its neighbours (`nextrev`, `isHead`, inherited branch labels) is known
 * once a {@link RevisionMap} has it. A revision belongs to one map at a time.
 *
 * @example
 * ```ts
 * import { Revision, RevisionMap } from "alembic-ts";
 *
 * const first = new Revision("a", null, { branchLabels: "lib" });
 * const map = new RevisionMap([first, new Revision("b", "a")]);
 * console.log(map.heads, first.isHead); // [ 'b' ] false
 * ```
 */
export class Revision {
  /** The identifier. */
  readonly revision: string;
  /** The parent, the parents of a merge, or `null` for a base. */
  readonly downRevision: RevisionIds;
  /** The revisions or branch labels that this one also needs, as written. */
  readonly dependsOn: RevisionIds;
  /** The whole message. */
  readonly longdoc: string;
  /** The branch labels that the revision itself declares, as written. */
  readonly ownBranchLabels: readonly string[];
  /** The place in the graph, kept by the map. @internal */
  _links: RevisionLinks<Revision>;

  /**
   * @throws LoopDetected when the revision is its own parent.
   * @throws DependencyLoopDetected when the revision depends on itself.
   * @throws RevisionError when the identifier holds a character that the grammar of revision symbols uses.
   */
  constructor(revision: string, downRevision: RevisionIds, options: RevisionOptions = {}) {
    const down = idsAsArray(downRevision);
    const dependencies = idsAsArray(options.dependsOn);
    if (down.includes(revision)) throw new LoopDetected(revision);
    if (dependencies.includes(revision)) throw new DependencyLoopDetected(revision);
    Revision.verifyRevId(revision);
    this.revision = revision;
    this.downRevision = idsAsScalar(down);
    this.dependsOn = idsAsScalar(dependencies);
    this.ownBranchLabels = idsAsArray(options.branchLabels);
    this.longdoc = options.longdoc ?? "";
    this._links = new RevisionLinks(this.ownBranchLabels);
  }

  /**
   * Makes sure that an identifier can be written in a revision symbol.
   *
   * @throws RevisionError when it holds one of `@`, `-`, `+` or `:`.
   */
  static verifyRevId(revision: string): void {
    const illegal = ["+", "-", ":", "@"].filter((character) => revision.includes(character));
    if (illegal.length > 0) {
      throw new RevisionError(`Character(s) '${illegal.join(", ")}' not allowed in revision identifier '${revision}'`);
    }
  }

  /** The message: the first paragraph of {@link Revision.longdoc | longdoc}. */
  get doc(): string {
    const end = this.longdoc.indexOf("\n\n");
    return end < 0 ? this.longdoc : this.longdoc.slice(0, end);
  }

  /** Alembic's own name for {@link Revision.dependsOn | dependsOn}. */
  get dependencies(): RevisionIds {
    return this.dependsOn;
  }

  /** The labels of the branches that the revision lies on: its own and those that spread to it. */
  get branchLabels(): ReadonlySet<string> {
    return this._links.labels;
  }

  /** The revisions that name this one as their parent, in the order of the map. */
  get nextrev(): readonly string[] {
    return this._links.next.map(idOf);
  }

  /** The revisions that name this one as their parent or depend on it. */
  get allNextrev(): readonly string[] {
    return this._links.allNext.map(idOf);
  }

  /** The parents as an array, as written. */
  get versionedDownRevisions(): readonly string[] {
    return idsAsArray(this.downRevision);
  }

  /** The identifiers behind {@link Revision.dependsOn | dependsOn}. */
  get resolvedDependencies(): readonly string[] {
    return this._links.dependencies.map(idOf);
  }

  /** The dependencies that no ancestor already has. */
  get normalizedResolvedDependencies(): readonly string[] {
    return this._links.normalizedDependencies.map(idOf);
  }

  /** Parents and all dependencies. */
  get allDownRevisions(): readonly string[] {
    return this._links.allDown.map(idOf);
  }

  /** Parents and the dependencies that no ancestor already has: what version rows and ordering count as parents. */
  get normalizedDownRevisions(): readonly string[] {
    return this._links.normalizedDown.map(idOf);
  }

  /** Whether no revision names this one as its parent. */
  get isHead(): boolean {
    return this._links.next.length === 0;
  }

  /** Whether no revision names this one as its parent or depends on it. */
  get isRealHead(): boolean {
    return this._links.next.length === 0 && this._links.dependents.length === 0;
  }

  /** Whether the revision has no parent. */
  get isBase(): boolean {
    return this.downRevision === null;
  }

  /** Whether the revision has neither a parent nor a dependency. */
  get isRealBase(): boolean {
    return this.downRevision === null && this.dependsOn === null;
  }

  /** Whether several revisions name this one as their parent. */
  get isBranchPoint(): boolean {
    return this._links.next.length > 1;
  }

  /** Whether several revisions name this one as their parent or depend on it. */
  get isRealBranchPoint(): boolean {
    return this._links.next.length + this._links.dependents.length > 1;
  }

  /** Whether the revision has several parents. */
  get isMergePoint(): boolean {
    return Array.isArray(this.downRevision);
  }
}

/** The identifier of a revision. @internal */
export function idOf(revision: Revision): string {
  return revision.revision;
}
