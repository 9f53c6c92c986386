import type { SqlValue } from "../../index.js";
import { type RefusedColumn, RefusedValuesError } from "./refused-values-error.js";

/** A column that gets a CHECK constraint. */
export interface CheckedColumn {
  readonly column: string;
  /** Its values, each with its number of rows. NULL passes every CHECK. */
  readonly found: ReadonlyMap<SqlValue, number>;
  /** The values that the constraint allows. */
  readonly allowed: readonly string[];
}

/**
 * Refuses to continue if columns have values that a new CHECK constraint does not allow; for revisions that add such
 * constraints.
 *
 * @param table - the table, for the message.
 * @throws {RefusedValuesError} which names the values of all columns and their numbers of rows.
 * @example
 * ```ts
 * import { refuseValues } from "alembic-ts/nexuslims";
 *
 * const found = new Map([["START", 2]]);
 * refuseValues("session_log", [{ column: "event_type", found, allowed: ["START", "END"] }]); // all are allowed
 * ```
 */
export function refuseValues(table: string, columns: readonly CheckedColumn[]): void {
  const refused: RefusedColumn[] = [];
  for (const { column, found, allowed } of columns) {
    const values = [...found].filter(([value]) => value !== null && !allowed.includes(value as string));
    if (values.length > 0) refused.push({ column, values: new Map(values), allowed });
  }
  if (refused.length > 0) throw new RefusedValuesError(table, refused);
}
