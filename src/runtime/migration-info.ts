import type { RevisionStep } from "../graph/revision-step.js";
import type { StampStep } from "../graph/stamp-step.js";
import type { MigrationContext } from "./migration-context.js";
import type { RunArguments } from "./runnable-step.js";

/** What `onVersionApply` is told about a step, in Alembic's names. */
export interface MigrationInfo {
  readonly isUpgrade: boolean;
  readonly isStamp: boolean;
  /** Whether a script was run, which a stamp does not do. */
  readonly isMigration: boolean;
  /** The upper revision; a stamp that leaves several at once has more in {@link MigrationInfo.upRevisionIds}. */
  readonly upRevisionId: string | undefined;
  readonly upRevisionIds: readonly string[];
  /** The lower revisions: the down revision first, then what dependencies add. */
  readonly downRevisionIds: readonly string[];
  /** The revisions before the step. */
  readonly sourceRevisionIds: readonly string[];
  /** The revisions after the step. */
  readonly destinationRevisionIds: readonly string[];
}

/** Called after each step; what it returns is awaited, what it raises fails the run. */
export type VersionApplyCallback = (event: {
  readonly ctx: MigrationContext;
  readonly step: MigrationInfo;
  /** The version rows after the step. */
  readonly heads: ReadonlySet<string>;
  readonly runArgs: RunArguments;
}) => Promise<void> | void;

/** The step as `onVersionApply` sees it. */
export function migrationInfo(step: RevisionStep | StampStep): MigrationInfo {
  const { isUpgrade } = step;
  const up = isUpgrade ? step.toRevisions : step.fromRevisions;
  const down = isUpgrade ? step.fromRevisions : step.toRevisions;
  const isStamp = step.kind === "stamp";
  return {
    isUpgrade,
    isStamp,
    isMigration: !isStamp,
    upRevisionId: up[0],
    upRevisionIds: up,
    downRevisionIds: down,
    sourceRevisionIds: isUpgrade ? down : up,
    destinationRevisionIds: isUpgrade ? up : down,
  };
}
