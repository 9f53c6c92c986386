import type { SqlValue } from "../database/connection.js";
import type { DroppedValues, OperationProgress } from "../operations/operations-host.js";
import type { Connection } from "./connection.js";

/** What a run is about to do, decided under the database's write lock and before anything is written. */
export interface RunPlan {
  /** The command's direction; a stamp moves the version rows and runs no script. */
  readonly direction: "upgrade" | "downgrade" | "stamp";
  /** The version rows as they are now. */
  readonly heads: readonly string[];
  /** One line for each step, as the log shows it: `upgrade a -> b, message`. Never empty. */
  readonly steps: readonly string[];
  /** Identifiers of the revisions whose scripts run or are stamped, in order. */
  readonly revisions: readonly string[];
  /** The connection that holds the lock. What is read here is the state that the run starts from. */
  readonly connection: Connection;
  /** Whether the run is a preview, whose changes are all thrown away, so that there is nothing to protect. */
  readonly isPreview: boolean;
}

/** A statement as it is sent to the database. */
export interface RunStatement {
  readonly sql: string;
  readonly params: readonly SqlValue[] | Readonly<Record<string, SqlValue>> | undefined;
}

/**
 * Hooks for an application that runs migrations: it may take a backup, count rows or draw a progress line.
 * Every method may be left out. An error thrown by a hook fails the run, which rolls back.
 *
 * @example
 * ```ts
 * import { command, loadConfig, type RunListener } from "alembic-ts";
 *
 * const listener: RunListener = {
 *   async beforeFirstWrite(plan) {
 *     console.log(`${plan.steps.length} steps from ${plan.heads.join(", ")}`);
 *   },
 * };
 * await command.upgrade(await loadConfig(), "head", { listener });
 * ```
 */
export interface RunListener {
  /**
   * Called once in an online run that has at least one step: after the write lock was taken (`BEGIN IMMEDIATE` on
   * SQLite) and the version was read, before the first write.
   */
  beforeFirstWrite?(plan: RunPlan): Promise<void> | void;
  /** Called before each step with its log line. */
  beforeStep?(step: string): Promise<void> | void;
  /** Called with each statement of an online run, before it is sent. */
  onStatement?(statement: RunStatement): void;
  /** Called now and then during long work, such as a table rebuild. */
  onProgress?(progress: OperationProgress): void;
  /**
   * Called before a table or a column that holds values is dropped. With a listener nothing is printed about it
   * otherwise; without one, the message is printed on a terminal.
   */
  onLoss?(loss: DroppedValues): void;
  /** Called once after everything was written and checked, before the last commit. An error here still rolls back. */
  beforeCommit?(plan: RunPlan): Promise<void> | void;
  /** Called after the commit of an online run that had at least one step. */
  afterCommit?(plan: RunPlan): Promise<void> | void;
}
