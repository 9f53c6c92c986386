import type { Revision } from "../revision.js";
import type { RevisionMap } from "../revision-map.js";
import { MigrationInfo } from "./migration-info.js";
import { cannot, type HeadMove, type MigrationStep, stepText } from "./migration-step.js";

/** Fields of a {@link StampStep}. */
export interface StampStepFields<R extends Revision> {
  readonly revisionMap: RevisionMap<R>;
  /** The rows that the step starts from. */
  readonly from: readonly string[];
  /** The rows that it leaves in their place. */
  readonly to: readonly string[];
  readonly isUpgrade: boolean;
  /** Whether a branch appears or disappears. */
  readonly branchMove: boolean;
}

/**
 * Writes the version table without running a revision.
 *
 * @example
 * ```ts
 * import { Revision, RevisionMap, StampStep } from "alembic-ts";
 *
 * const revisionMap = new RevisionMap([new Revision("a", null)]);
 * const step = new StampStep({ revisionMap, from: [], to: ["a"], isUpgrade: true, branchMove: true });
 * console.log(step.shortLog); // stamp_revision  -> a
 * ```
 */
export class StampStep<R extends Revision = Revision> implements MigrationStep<R> {
  /** The map that the revisions belong to. */
  readonly revisionMap: RevisionMap<R>;
  readonly fromRevisions: readonly string[];
  readonly toRevisions: readonly string[];
  readonly isUpgrade: boolean;
  /** Whether a row appears or disappears, rather than changes. */
  readonly branchMove: boolean;
  readonly name = "stamp_revision";
  readonly isStamp: boolean = true;
  readonly revision: null = null;
  readonly doc: string = "";

  constructor(fields: StampStepFields<R>) {
    this.revisionMap = fields.revisionMap;
    this.fromRevisions = fields.from;
    this.toRevisions = fields.to;
    this.isUpgrade = fields.isUpgrade;
    this.branchMove = fields.branchMove;
  }

  get isDowngrade(): boolean {
    return !this.isUpgrade;
  }

  get fromRevisionsNoDeps(): readonly string[] {
    return this.fromRevisions;
  }

  get toRevisionsNoDeps(): readonly string[] {
    return this.toRevisions;
  }

  get shortLog(): string {
    return stepText(this.name, this.fromRevisions, this.toRevisions, "");
  }

  get longLog(): string {
    return this.shortLog;
  }

  get info(): MigrationInfo<R> {
    const [upRevisionIds, downRevisionIds] = this.isUpgrade
      ? [this.toRevisions, this.fromRevisions]
      : [this.fromRevisions, this.toRevisions];
    return new MigrationInfo({
      revisionMap: this.revisionMap,
      isUpgrade: this.isUpgrade,
      isStamp: true,
      upRevisionIds,
      downRevisionIds,
    });
  }

  headMove(heads: ReadonlySet<string>): HeadMove {
    const { fromRevisions: from, toRevisions: to } = this;
    if (this.isDowngrade && this.branchMove) return { kind: "deleteBranch", version: this.#only(from) };
    if (this.#createsBranch(heads)) return { kind: "createBranch", version: this.#only(to) };
    if (from.length > 1) {
      return { kind: "merge", deleteVersions: from.slice(0, -1), from: from.at(-1)!, to: to[0]! };
    }
    if (to.length > 1) {
      return { kind: "unmerge", from: from[0]!, to: to.at(-1)!, insertVersions: to.slice(0, -1), brackets: "[]" };
    }
    if (from.length === 0) throw cannot(this, `revision ${to.join(", ")} is already in the version table`);
    return { kind: "update", from: this.#only(from), to: this.#only(to) };
  }

  #createsBranch(heads: ReadonlySet<string>): boolean {
    if (!this.isUpgrade) return false;
    const lacks = (ids: readonly string[]): boolean => ids.some((id) => !heads.has(id));
    return (this.branchMove || lacks(this.fromRevisions)) && lacks(this.toRevisions);
  }

  #only(ids: readonly string[]): string {
    if (ids.length !== 1) throw cannot(this, "one revision was expected");
    return ids[0]!;
  }
}
