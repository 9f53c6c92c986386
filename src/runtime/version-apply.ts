import type { MigrationInfo } from "../graph/steps/migration-info.js";
import type { MigrationContext } from "./migration-context.js";
import type { RunArguments } from "./runnable-step.js";

/** What an `onVersionApply` callback is told, in Alembic's names. */
export interface VersionApplyEvent {
  readonly ctx: MigrationContext;
  readonly step: MigrationInfo;
  /** The version rows after the step. */
  readonly heads: ReadonlySet<string>;
  /** What `runMigrations` was given. */
  readonly runArgs: RunArguments;
}

/** Called after each step, when its version row was written; what it returns is awaited, what it raises fails the run. */
export type VersionApplyCallback = (event: VersionApplyEvent) => Promise<void> | void;
