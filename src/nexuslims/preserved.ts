import type { Operations } from "../index.js";
import { reportOf } from "./migration-report.js";

/** The rows of a table that a revision has verified. */
export interface PreservedRows {
  readonly table: string;
  readonly rows: number;
  /** What the rows are, such as `session logs`. */
  readonly unit: string;
}

/**
 * Says from within a revision that rows were verified. The line appears when the run is about to commit, and names only
 * tables that are still there: a later revision of the same run may drop them. Offline it does nothing.
 *
 * @example
 * ```ts
 * import type { Operations } from "alembic-ts";
 * import { preserved } from "alembic-ts/nexuslims";
 *
 * export async function upgrade(op: Operations): Promise<void> {
 *   preserved(op, [{ table: "session_log", rows: 2270, unit: "session logs" }]);
 * }
 * ```
 */
export function preserved(op: Operations, rows: readonly PreservedRows[]): void {
  if (!op.getContext().isOfflineMode()) reportOf(op)?.preserved?.(rows);
}
