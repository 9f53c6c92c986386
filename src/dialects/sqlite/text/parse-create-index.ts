import type { CreateIndexText } from "./create-table-text.js";
import { parseIndexedParts } from "./parse-indexed-parts.js";
import { TokenCursor } from "./token-cursor.js";
import { tokenize } from "./tokenize.js";

/**
 * Parses a CREATE INDEX statement.
 *
 * @throws {@link UnreadableTextError} when the text is not one that SQLite accepts.
 */
export function parseCreateIndex(text: string): CreateIndexText {
  const { tokens } = tokenize(text);
  const cursor = new TokenCursor(text, tokens);
  cursor.expect("CREATE");
  const unique = cursor.accept("UNIQUE");
  cursor.expect("INDEX");
  cursor.accept("IF", "NOT", "EXISTS");
  let name = cursor.name();
  let schema: string | null = null;
  if (cursor.acceptSign(".")) {
    schema = name;
    name = cursor.name();
  }
  cursor.expect("ON");
  const table = cursor.name();
  const parts = parseIndexedParts(text, cursor.parenthesised());
  let where: string | null = null;
  if (cursor.accept("WHERE")) {
    const first = cursor.current;
    while (!cursor.atEnd && !cursor.isSign(";")) cursor.next();
    where = cursor.textFrom(first);
  }
  return { schema, name, table, unique, parts, where };
}
