import type { Dialect } from "../../dialects/dialect.js";
import type { MigrationInfo } from "../../graph/steps/migration-info.js";
import type { MigrationContextOptions } from "../../operations/operations-host.js";
import type { Connection } from "../connection.js";
import type { RunArguments } from "../runnable-step.js";

/** The context of a run as the callbacks of its environment see it: a {@link MigrationContext}. */
export interface RunContext {
  /** The database, or `undefined` where a script is written. */
  readonly connection: Connection | undefined;
  /** The same as {@link connection}. */
  readonly bind: Connection | undefined;
  readonly dialect: Dialect;
  /** Whether a script is written in place of running statements. */
  readonly asSql: boolean;
  /** The options of the environment and of the command. */
  readonly opts: MigrationContextOptions;
  /** Name of the version table. */
  readonly versionTableName: string;
  /** The revision that the database is at; it throws where there are several. */
  getCurrentRevision(): Promise<string | undefined>;
  /** The rows of the version table; offline, the revision that the script starts from. */
  getCurrentHeads(): Promise<readonly string[]>;
}

/** The arguments of an `onVersionApply` callback, under Alembic's names. */
export interface VersionApplyEvent {
  readonly ctx: RunContext;
  readonly step: MigrationInfo;
  /** The version rows after the step. */
  readonly heads: ReadonlySet<string>;
  /** What `runMigrations` was given. */
  readonly runArgs: RunArguments;
}

/**
 * Called after each step, when its version row was written. Its promise is awaited, and an error that it throws fails
 * the run.
 */
export type VersionApplyCallback = CallbackMethods["onVersionApply"];

interface CallbackMethods {
  /**
   * Declared as a method, so that a callback may declare its parameter as the class: it always gets a MigrationContext.
   */
  onVersionApply(event: VersionApplyEvent): Promise<void> | void;
}
