import type { Table } from "../schema/table.js";

/** The columns of a table that a piece of SQL names, in the table's order; strings in it name none. */
export function columnsNamedIn(sql: string, table: Table): readonly string[] {
  const pieces =
    sql.match(/'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*(?:\]|$)|[\p{L}_][\p{L}\p{N}_$]*/gu) ?? [];
  const names = new Set(
    pieces
      .filter((piece) => !piece.startsWith("'"))
      .map((piece) => (/^["`[]/.test(piece) ? piece.slice(1, -1) : piece).toLowerCase()),
  );
  return table.columns.flatMap(({ name }) => (names.has(name.toLowerCase()) ? [name] : []));
}
