import type { Operations } from "../../index.js";

/** The progress of long work. */
export interface WorkDone {
  /** The name of the work, such as `Copying session_log`. */
  readonly work: string;
  readonly done: number;
  readonly total: number;
  readonly unit: "rows" | "bytes";
}

/** The rows of a table that a revision has verified. */
export interface PreservedRows {
  readonly table: string;
  readonly rows: number;
  /** The word for the rows, such as `session logs`. */
  readonly unit: string;
}

/** Receives what a revision of NexusLIMS reports; the environment passes one to `configure({ info: { report } })`. */
export interface MigrationReport {
  /** Prints a line for the administrator. */
  say(line: string): void;
  /** Shows the progress of long work. */
  progress(state: WorkDone): void;
  /** Keeps rows that were verified, to be printed at the end. */
  preservedRows?(rows: readonly PreservedRows[]): void;
}

/** The report of the run that a revision is part of, or `undefined` in an environment that has none. */
export function reportOf(op: Operations): MigrationReport | undefined {
  return op.getContext().opts.info?.["report"] as MigrationReport | undefined;
}

/**
 * Prints a line for the administrator from within a revision. It does nothing offline, where standard output is the
 * script, and in an environment without a report.
 *
 * @example
 * ```ts
 * import type { Operations } from "alembic-ts";
 * import { say } from "alembic-ts/nexuslims";
 *
 * export async function upgrade(op: Operations): Promise<void> {
 *   say(op, "→ Migrating 2270 session logs...");
 * }
 * ```
 */
export function say(op: Operations, line: string): void {
  if (!op.getContext().isOfflineMode()) reportOf(op)?.say(line);
}

/**
 * Reports from within a revision that rows were verified. The line is printed when the run is about to commit, without
 * tables that a later revision of the same run dropped. Offline it does nothing.
 *
 * @example
 * ```ts
 * import type { Operations } from "alembic-ts";
 * import { reportPreservedRows } from "alembic-ts/nexuslims";
 *
 * export async function upgrade(op: Operations): Promise<void> {
 *   reportPreservedRows(op, [{ table: "session_log", rows: 2270, unit: "session logs" }]);
 * }
 * ```
 */
export function reportPreservedRows(op: Operations, rows: readonly PreservedRows[]): void {
  if (!op.getContext().isOfflineMode()) reportOf(op)?.preservedRows?.(rows);
}
