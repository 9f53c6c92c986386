import type { SqlValue } from "../index.js";
import { RefusedValuesError } from "./refused-values-error.js";

/**
 * Refuses to go on where a column holds values that a new CHECK constraint does not allow; for revisions that add one.
 *
 * @param table - the table, for the message.
 * @param column - the column, for the message.
 * @param found - the column's values, each with its number of rows. NULL passes every CHECK.
 * @param allowed - what the constraint allows.
 * @throws {RefusedValuesError} which names the values and how many rows hold them.
 * @example
 * ```ts
 * import { refuseValues } from "alembic-ts/nexuslims";
 *
 * refuseValues("session_log", "event_type", new Map([["START", 2]]), ["START", "END"]); // all are allowed
 * ```
 */
export function refuseValues(
  table: string,
  column: string,
  found: ReadonlyMap<SqlValue, number>,
  allowed: readonly string[],
): void {
  const refused = [...found].filter(([value]) => value !== null && !allowed.includes(value as string));
  if (refused.length > 0) throw new RefusedValuesError(table, column, new Map(refused), allowed);
}
