import { AlembicError } from "../support/alembic-error.js";

/**
 * The database has no table or view of this name.
 *
 * @example
 * ```ts
 * import { type Inspector, NoSuchTableError } from "alembic-ts";
 *
 * async function columnNames(inspector: Inspector, table: string): Promise<readonly string[]> {
 *   try {
 *     return (await inspector.getColumns(table)).map((column) => column.name);
 *   } catch (error) {
 *     if (error instanceof NoSuchTableError) return [];
 *     throw error;
 *   }
 * }
 * ```
 */
export class NoSuchTableError extends AlembicError {
  readonly code = "database.no-such-table";
  /** The name of the table, with its schema if one was named. */
  readonly tableName: string;

  constructor(tableName: string) {
    super(`The database has no table or view named '${tableName}'`);
    this.tableName = tableName;
  }
}
