import { AlembicError } from "../../index.js";

/**
 * The rows of a rebuilt table are not the same as before; the migration is rolled back.
 *
 * @example
 * ```ts
 * import { DataIntegrityError } from "alembic-ts/nexuslims";
 *
 * const tableOf = (error: unknown): string | undefined =>
 *   error instanceof DataIntegrityError ? error.table : undefined;
 * ```
 */
export class DataIntegrityError extends AlembicError {
  readonly code: string = "nexuslims.data-integrity";
  /** The table that was checked. */
  readonly table: string;
  /** The compared property, such as `Row count`. */
  readonly check: string;
  /** The expected value, as text. */
  readonly expected: string;
  /** The actual value, as text. */
  readonly actual: string;

  constructor(table: string, check: string, expected: string, actual: string) {
    super(`Data integrity check FAILED for ${table}: ${check}! Expected: ${expected}, Actual: ${actual}`);
    this.table = table;
    this.check = check;
    this.expected = expected;
    this.actual = actual;
  }
}
