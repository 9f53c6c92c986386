import { AlembicError } from "../../index.js";

/** A column with values that its new CHECK constraint does not allow. */
export interface RefusedColumn {
  readonly column: string;
  /** The values that are not allowed, each with its number of rows. */
  readonly values: ReadonlyMap<unknown, number>;
  /** The values that the constraint allows. */
  readonly allowed: readonly string[];
}

/**
 * A table has values that a new CHECK constraint does not allow; nothing was changed.
 *
 * @example
 * ```ts
 * import { RefusedValuesError } from "alembic-ts/nexuslims";
 *
 * const columnsToMend = (error: unknown): readonly string[] =>
 *   error instanceof RefusedValuesError ? error.columns.map(({ column }) => column) : [];
 * ```
 */
export class RefusedValuesError extends AlembicError {
  readonly code: string = "nexuslims.refused-values";
  /** The table with the values. */
  readonly table: string;
  /** The columns with the values, in the order of the check. */
  readonly columns: readonly RefusedColumn[];

  constructor(table: string, columns: readonly RefusedColumn[]) {
    super(
      `${columns.map((column) => sentence(table, column)).join(" ")} Correct these rows, then run the command again.`,
    );
    this.table = table;
    this.columns = columns;
  }
}

function sentence(table: string, { column, values, allowed }: RefusedColumn): string {
  const found = [...values].map(([value, count]) => `'${value}' (${count} ${count === 1 ? "row" : "rows"})`);
  return (
    `${table}.${column} holds values that its new CHECK constraint does not allow: ${found.join(", ")}. ` +
    `Allowed are ${allowed.join(", ")}.`
  );
}
