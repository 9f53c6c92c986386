import { CommandError } from "../support/command-error.js";
import type { BulkRow } from "./directives/bulk-insert-op.js";

/**
 * Sees to it that all rows have values for the same columns, for the first one tells which these are.
 *
 * @throws {CommandError} when a row lacks a value that the first row has, or has one more.
 */
export function checkRows(rows: readonly BulkRow[], tableName: string): void {
  const names = Object.keys(rows[0] ?? {});
  for (const [at, row] of rows.entries()) {
    const missing = names.find((name) => !Object.hasOwn(row, name));
    if (missing !== undefined)
      throw new CommandError(
        `A value is required for bind parameter '${missing}', in parameter group ${at} of the rows for '${tableName}'`,
      );
    const extra = Object.keys(row).find((name) => !names.includes(name));
    if (extra !== undefined)
      throw new CommandError(
        `Row ${at} for '${tableName}' has a value for '${extra}', which the first row does not have; give all rows the same columns, or insert them one by one, as 'multiinsert: false' of bulkInsert() does`,
      );
  }
}
