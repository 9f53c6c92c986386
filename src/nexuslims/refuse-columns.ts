import { UnknownColumnsError } from "./unknown-columns-error.js";

/** The connection of {@link refuseColumns}, as `op.getBind()` gives it. */
export interface ColumnsConnection {
  /** Executes one statement and gives its rows. */
  execute(sql: string, params: { readonly table: string }): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/**
 * Refuses to go on where a table has columns that a revision does not copy; for revisions that build a table anew. A
 * facility may have added some, and what is in them is part of its log book.
 *
 * @param connection - what `op.getBind()` gives.
 * @param table - the table to look at.
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
  connection: ColumnsConnection,
  table: string,
  known: readonly string[],
): Promise<void> {
  const rows = await connection.execute("SELECT name FROM pragma_table_xinfo(:table) ORDER BY cid", { table });
  const names = new Set(known.map((name) => name.toLowerCase()));
  const others = rows.map((row) => String(row["name"])).filter((name) => !names.has(name.toLowerCase()));
  if (others.length > 0) throw new UnknownColumnsError(table, others, known[0] ?? "rowid");
}
