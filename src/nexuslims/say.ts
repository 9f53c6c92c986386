import type { Operations } from "../index.js";
import { reportOf } from "./migration-report.js";

/**
 * Prints a line for the administrator from within a revision. Offline, where standard output is the script, and in an
 * environment that shows no lines, it does nothing.
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
