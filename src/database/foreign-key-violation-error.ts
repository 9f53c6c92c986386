import { DatabaseError } from "./database-error.js";

/** Rows of one table that refer to rows which do not exist. */
export interface ForeignKeyViolation {
  /** The table that refers. */
  readonly table: string;
  /** The columns that refer, where the database could tell. */
  readonly columns: readonly string[];
  /** The table that is referred to. */
  readonly parent: string;
  /** Row ids of the rows, the first twenty; null for a row of a table without row ids. */
  readonly rowIds: readonly (number | bigint | null)[];
  /** How many rows there are. */
  readonly count: number;
}

/**
 * The statements of a run left rows whose foreign key points nowhere; the run was not committed.
 *
 * @example
 * ```ts
 * import { ForeignKeyViolationError } from "alembic-ts";
 *
 * function tablesOf(error: unknown): string[] {
 *   return error instanceof ForeignKeyViolationError ? error.violations.map((found) => found.table) : [];
 * }
 * ```
 */
export class ForeignKeyViolationError extends DatabaseError {
  override readonly code: string = "database.foreign-key";
  /** What was found, one entry for each foreign key. */
  readonly violations: readonly ForeignKeyViolation[];

  constructor(violations: readonly ForeignKeyViolation[]) {
    super(
      `FOREIGN KEY constraint failed: ${violations.map(describe).join("; ")}. ` +
        "Nothing was committed: change or delete these rows, or the rows that they should refer to, in the migration.",
      { driverCode: "SQLITE_CONSTRAINT_FOREIGNKEY" },
    );
    this.violations = violations;
  }
}

function describe({ table, columns, parent, rowIds, count }: ForeignKeyViolation): string {
  const reference = columns.length > 0 ? `${table} (${columns.join(", ")})` : table;
  const known = rowIds.filter((rowId) => rowId !== null);
  const which = known.length > 0 ? `, rowid ${known.join(", ")}${count > known.length ? ", …" : ""}` : "";
  return `${count} ${count === 1 ? "row" : "rows"} of ${reference} without a row in ${parent}${which}`;
}
