import { StandardSQL } from "@codemirror/lang-sql";
import { classHighlighter, highlightTree } from "@lezer/highlight";

/** A piece of SQL with the class of its colour. */
export interface SqlPiece {
  readonly text: string;
  readonly kind: string;
}

/** Takes SQL apart for colours. */
export function highlightSql(sql: string): readonly SqlPiece[] {
  const pieces: SqlPiece[] = [];
  let end = 0;
  highlightTree(StandardSQL.language.parser.parse(sql), classHighlighter, (from, to, kind) => {
    if (from > end) pieces.push({ text: sql.slice(end, from), kind: "" });
    pieces.push({ text: sql.slice(from, to), kind });
    end = to;
  });
  return end < sql.length ? [...pieces, { text: sql.slice(end), kind: "" }] : pieces;
}
