import { UnknownColumnsError } from "./unknown-columns-error.js";
import type { IntegrityConnection } from "./verify-table-integrity.js";

/**
 * Refuses to continue if a table has columns that a revision does not copy; for revisions that build a table anew. A
 * facility may have added some, and their values are part of its log book.
 *
 * @param connection - the connection of `op.getBind()`.
 * @param table - the table to check.
 * @param known - the columns that the revision copies, the key first; the message shows how to move the others.
 * @throws {UnknownColumnsError} which names the others.
 * @example
 * ```ts
 * import type { Operations } from "alembic-ts";
 * import { refuseColumns } from "alembic-ts/nexuslims";
 *
 * export async function upgrade(op: Operations): Promise<void> {
 *   await refuseColumns(op.getBind(), "upload_log", ["id", "success"]);
 * }
 * ```
 */
export async function refuseColumns(
  connection: IntegrityConnection,
  table: string,
  known: readonly string[],
): Promise<void> {
  const literal = `'${table.replaceAll("'", "''")}'`;
  const { rows } = await connection.execute(`SELECT name FROM pragma_table_xinfo(${literal}) ORDER BY cid`);
  const names = new Set(known.map((name) => name.toLowerCase()));
  const others = rows.map((row) => String(row["name"])).filter((name) => !names.has(name.toLowerCase()));
  if (others.length > 0) throw new UnknownColumnsError(table, others, known[0] ?? "rowid");
}
