import type { Revision } from "../revision.js";
import type { RevisionMap } from "../revision-map.js";

/** Fields of a {@link MigrationInfo}. */
export interface MigrationInfoFields<R extends Revision> {
  readonly revisionMap: RevisionMap<R>;
  readonly isUpgrade: boolean;
  readonly isStamp: boolean;
  readonly upRevisionIds: readonly string[];
  readonly downRevisionIds: readonly string[];
}

/**
 * Describes the step that has just been applied, for an `onVersionApply` callback.
 *
 * @example
 * ```ts
 * import type { MigrationInfo } from "alembic-ts";
 *
 * function describe(step: MigrationInfo): string {
 *   return `${step.sourceRevisionIds.join(", ")} -> ${step.destinationRevisionIds.join(", ")}`;
 * }
 * ```
 */
export class MigrationInfo<R extends Revision = Revision> {
  /** The graph that the step belongs to. */
  readonly revisionMap: RevisionMap<R>;
  /** Whether the step is an upgrade. */
  readonly isUpgrade: boolean;
  /** Whether the step only writes the version table. */
  readonly isStamp: boolean;
  /** The upper end; several only where a stamp goes from several branches down to one revision. */
  readonly upRevisionIds: readonly string[];
  /** The lower end: parents, then dependencies that count as parents; none at the base. */
  readonly downRevisionIds: readonly string[];

  constructor(fields: MigrationInfoFields<R>) {
    this.revisionMap = fields.revisionMap;
    this.isUpgrade = fields.isUpgrade;
    this.isStamp = fields.isStamp;
    this.upRevisionIds = fields.upRevisionIds;
    this.downRevisionIds = fields.downRevisionIds;
  }

  /** The first of {@link MigrationInfo.upRevisionIds | upRevisionIds}. */
  get upRevisionId(): string | null {
    return this.upRevisionIds[0] ?? null;
  }

  /** Whether the step runs a revision's code. */
  get isMigration(): boolean {
    return !this.isStamp;
  }

  /** What was applied before the step. */
  get sourceRevisionIds(): readonly string[] {
    return this.isUpgrade ? this.downRevisionIds : this.upRevisionIds;
  }

  /** What is applied after the step. */
  get destinationRevisionIds(): readonly string[] {
    return this.isUpgrade ? this.upRevisionIds : this.downRevisionIds;
  }

  /** The revision behind {@link MigrationInfo.upRevisionId | upRevisionId}. */
  get upRevision(): R | null {
    return this.revisionMap.getRevision(this.upRevisionId);
  }

  /** The revisions behind {@link MigrationInfo.upRevisionIds | upRevisionIds}. */
  get upRevisions(): readonly R[] {
    return this.revisionMap.getRevisions(this.upRevisionIds);
  }

  /** The revisions behind {@link MigrationInfo.downRevisionIds | downRevisionIds}. */
  get downRevisions(): readonly R[] {
    return this.revisionMap.getRevisions(this.downRevisionIds);
  }

  /** The revisions behind {@link MigrationInfo.sourceRevisionIds | sourceRevisionIds}. */
  get sourceRevisions(): readonly R[] {
    return this.revisionMap.getRevisions(this.sourceRevisionIds);
  }

  /** The revisions behind {@link MigrationInfo.destinationRevisionIds | destinationRevisionIds}. */
  get destinationRevisions(): readonly R[] {
    return this.revisionMap.getRevisions(this.destinationRevisionIds);
  }
}
