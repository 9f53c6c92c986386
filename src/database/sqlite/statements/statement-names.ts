import { identifier } from "./added-column.js";
import { type SqlToken, sqlTokens } from "./sql-tokens.js";

/** The first words, names and signs of a statement, without spaces and comments. */
function firstTokens(sql: string, count: number): readonly SqlToken[] {
  const tokens: SqlToken[] = [];
  for (const token of sqlTokens(sql)) {
    if (token.kind === "space") continue;
    tokens.push(token);
    if (tokens.length === count) break;
  }
  return tokens;
}

/** `CREATE TABLE name (`: needs the name to be free; `CREATE INDEX … ON name`: needs the columns of that table. */
function nameOfCreation(sql: string): string | undefined {
  const tokens = firstTokens(sql, 10);
  const word = (index: number) => (tokens[index]?.kind === "word" ? (tokens[index]?.text ?? "").toUpperCase() : "");
  const isUnique = word(1) === "UNIQUE";
  const isIndex = word(isUnique ? 2 : 1) === "INDEX";
  if (!isIndex && word(1) !== "TABLE") return undefined;
  const kind = isUnique ? 2 : 1;
  const created = word(kind + 1) === "IF" ? kind + 4 : kind + 1;
  if (isIndex && word(created + 1) !== "ON") return undefined;
  const name = tokens[isIndex ? created + 2 : created];
  // Otherwise it names a database, or reads other tables.
  if (name === undefined || tokens[isIndex ? created + 3 : created + 1]?.text !== "(") return undefined;
  return identifier(name);
}

/**
 * The names of everything whose columns a statement may depend on, in small letters.
 *
 * @returns `any` where it may depend on every table: of statements that create something, and of those that change rows
 *   and read no others, it is known.
 */
export function statementNames(sql: string): readonly string[] | "any" {
  if (/^\s*CREATE\b/i.test(sql)) {
    const name = nameOfCreation(sql)?.toLowerCase();
    return name === undefined || name.startsWith("sqlite_") || /\bsqlite_/i.test(sql) ? "any" : [name];
  }
  if (!/^\s*(?:UPDATE|DELETE|INSERT)\b/i.test(sql)) return "any";
  const names: string[] = [];
  for (const { kind, text } of sqlTokens(sql)) {
    if (kind === "word") names.push(text.toLowerCase());
    else if (/^["`[]/.test(text)) names.push(text.slice(1, -1).toLowerCase());
  }
  return names.includes("select") ? "any" : names;
}
