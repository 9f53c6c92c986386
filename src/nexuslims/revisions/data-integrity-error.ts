import { AlembicError } from "../../index.js";

/**
 * What a table rebuild copied is not what was there before; the migration is rolled back.
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
  /** What was compared, such as `Row count`. */
  readonly check: string;
  /** What should have been found, as text. */
  readonly expected: string;
  /** What was found, as text. */
  readonly actual: string;

  constructor(table: string, check: string, expected: string, actual: string) {
    super(`Data integrity check FAILED for ${table}: ${check}! Expected: ${expected}, Actual: ${actual}`);
    this.table = table;
    this.check = check;
    this.expected = expected;
    this.actual = actual;
  }
}
