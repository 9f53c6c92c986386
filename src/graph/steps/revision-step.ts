import type { Revision } from "../revision.js";
import type { RevisionMap } from "../revision-map.js";
import { inMapOrder } from "../walk.js";
import { MigrationInfo } from "./migration-info.js";
import { cannot, type HeadMove, type MigrationStep, stepText } from "./migration-step.js";

/**
 * Applies one revision, or takes it back.
 *
 * @example
 * ```ts
 * import { Revision, RevisionMap, RevisionStep } from "alembic-ts";
 *
 * const map = new RevisionMap([new Revision("a", null), new Revision("b", "a", { longdoc: "add users" })]);
 * console.log(new RevisionStep(map, map.getRevision("b")!, true).longLog); // upgrade a -> b, add users
 * ```
 */
export class RevisionStep<R extends Revision = Revision> implements MigrationStep<R> {
  /** The map that the revision belongs to. */
  readonly revisionMap: RevisionMap<R>;
  readonly revision: R;
  readonly isUpgrade: boolean;
  readonly isStamp: boolean = false;

  constructor(revisionMap: RevisionMap<R>, revision: R, isUpgrade: boolean) {
    this.revisionMap = revisionMap;
    this.revision = revision;
    this.isUpgrade = isUpgrade;
  }

  get name(): "upgrade" | "downgrade" {
    return this.isUpgrade ? "upgrade" : "downgrade";
  }

  get isDowngrade(): boolean {
    return !this.isUpgrade;
  }

  get doc(): string {
    return this.revision.doc;
  }

  get fromRevisions(): readonly string[] {
    return this.isUpgrade ? this.revision.normalizedDownRevisions : [this.revision.revision];
  }

  get toRevisions(): readonly string[] {
    return this.isUpgrade ? [this.revision.revision] : this.revision.normalizedDownRevisions;
  }

  get fromRevisionsNoDeps(): readonly string[] {
    return this.isUpgrade ? this.revision.versionedDownRevisions : [this.revision.revision];
  }

  get toRevisionsNoDeps(): readonly string[] {
    return this.isUpgrade ? [this.revision.revision] : this.revision.versionedDownRevisions;
  }

  get shortLog(): string {
    return stepText(this.name, this.fromRevisionsNoDeps, this.toRevisionsNoDeps, "");
  }

  get longLog(): string {
    return stepText(this.name, this.fromRevisionsNoDeps, this.toRevisionsNoDeps, this.doc);
  }

  get info(): MigrationInfo<R> {
    return new MigrationInfo({
      revisionMap: this.revisionMap,
      isUpgrade: this.isUpgrade,
      isStamp: false,
      upRevisionIds: [this.revision.revision],
      downRevisionIds: this.revision.normalizedDownRevisions,
    });
  }

  headMove(heads: ReadonlySet<string>): HeadMove {
    return this.isUpgrade ? this.#moveUp(heads) : this.#moveDown(heads);
  }

  #moveUp(heads: ReadonlySet<string>): HeadMove {
    const to = this.revision.revision;
    const parents = this.revision.normalizedDownRevisions;
    const present = parents.filter((parent) => heads.has(parent));
    if (present.length === 0) return { kind: "createBranch", version: to };
    if (present.length === 1) return { kind: "update", from: present[0]!, to };
    // Without other rows the order is that of the parents, otherwise that of the map, where Alembic uses that of a set.
    const merged = heads.size === present.length ? parents : this.#notImplied(parents, heads, parents);
    const from = merged.at(-1);
    if (from === undefined) throw cannot(this, "other rows already imply all its parents");
    return { kind: "merge", deleteVersions: merged.slice(0, -1), from, to };
  }

  #moveDown(heads: ReadonlySet<string>): HeadMove {
    const from = this.revision.revision;
    if (!heads.has(from)) throw cannot(this, `revision ${from} is not in the version table`);
    const parents = this.revision.normalizedDownRevisions;
    const left = this.#leftAfter(heads, parents);
    const to = left.at(-1);
    if (to === undefined) return { kind: "deleteBranch", version: from };
    if (parents.length === 1) return { kind: "update", from, to };
    return { kind: "unmerge", from, to, insertVersions: left.slice(0, -1), brackets: "()" };
  }

  /** The parents that need a row of their own once this revision's row is gone, in the order of the map. */
  #leftAfter(heads: ReadonlySet<string>, parents: readonly string[]): readonly string[] {
    if (heads.size > 1) return this.#notImplied(parents, heads, [this.revision.revision]);
    return parents.length < 2 ? parents : this.#notImplied(parents, parents, []);
  }

  /**
   * The parents that no row equals or needs, apart from the given rows, in the order of the map. Where the parents
   * themselves are the rows, none of them counts as its own row.
   */
  #notImplied(parents: readonly string[], rows: Iterable<string>, except: readonly string[]): readonly string[] {
    const index = this.revisionMap._graph.ancestorIndex();
    let left = this.revisionMap.getRevisions(parents);
    for (const row of rows) {
      if (left.length === 0) break;
      if (except.includes(row)) continue;
      for (const revision of this.revisionMap.getRevisions(row)) {
        left = left.filter((parent) => {
          if (parent === revision) return rows === parents;
          return !index.isAncestor(parent, revision);
        });
      }
    }
    return inMapOrder(left).map((parent) => parent.revision);
  }
}
