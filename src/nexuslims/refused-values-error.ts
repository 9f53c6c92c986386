import { AlembicError } from "../index.js";

/**
 * A table holds values that a new CHECK constraint does not allow; nothing was changed.
 *
 * @example
 * ```ts
 * import { RefusedValuesError } from "alembic-ts/nexuslims";
 *
 * const rowsToMend = (error: unknown): number =>
 *   error instanceof RefusedValuesError ? [...error.values.values()].reduce((sum, count) => sum + count, 0) : 0;
 * ```
 */
export class RefusedValuesError extends AlembicError {
  readonly code: string = "nexuslims.refused-values";
  readonly table: string;
  readonly column: string;
  /** The values that are not allowed, each with the number of rows that hold it. */
  readonly values: ReadonlyMap<unknown, number>;

  constructor(table: string, column: string, values: ReadonlyMap<unknown, number>, allowed: readonly string[]) {
    const found = [...values].map(([value, count]) => `'${value}' (${count} ${count === 1 ? "row" : "rows"})`);
    super(
      `${table}.${column} holds values that its new CHECK constraint does not allow: ${found.join(", ")}. ` +
        `Allowed are ${allowed.join(", ")}. Correct these rows, then run the command again.`,
    );
    this.table = table;
    this.column = column;
    this.values = values;
  }
}
