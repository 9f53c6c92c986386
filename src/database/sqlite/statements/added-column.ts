import { type SqlToken, sqlTokens } from "./sql-tokens.js";

/** The table and column of `ALTER TABLE … ADD COLUMN …`. */
export interface AddedColumn {
  /** Name of the table, without quotes. */
  readonly table: string;
}

/** Words of a column that SQLite checks against existing rows before it adds the column. */
const CHECKED = new Set(["NOT", "CHECK", "GENERATED", "AS", "REFERENCES", "UNIQUE", "PRIMARY", "CONSTRAINT"]);

/**
 * Recognises a statement that adds a column and changes only the text of the schema: no constraint, and no default but
 * a plain number or string. Undefined for every other statement.
 */
export function parseAddedColumn(sql: string): AddedColumn | undefined {
  if (!/^\s*ALTER\s+TABLE\b/i.test(sql)) return undefined;
  const tokens: SqlToken[] = [];
  for (const token of sqlTokens(sql)) if (token.kind !== "space") tokens.push(token);
  const word = (index: number): string => (tokens[index]?.kind === "word" ? tokens[index].text.toUpperCase() : "");
  const table = tokens[2];
  if (table === undefined || word(3) !== "ADD") return undefined;
  const first = word(4) === "COLUMN" ? 5 : 4;
  for (let index = first + 1; index < tokens.length; index++) {
    if (CHECKED.has(word(index))) return undefined;
    if (word(index) === "DEFAULT" && !isPlainDefault(tokens.slice(index + 1))) return undefined;
  }
  const name = identifier(table);
  return name === undefined || /^sqlite_/i.test(name) ? undefined : { table: name };
}

function isPlainDefault(rest: readonly SqlToken[]): boolean {
  const value = rest[0]?.text === "-" || rest[0]?.text === "+" ? rest.slice(1) : rest;
  const isEnd = value.length === 1 || (value.length === 2 && value[1]?.text === ";");
  return isEnd && /^(?:\d|')/.test(value[0]!.text);
}

/** The name that a token of SQL means; `undefined` where the token is not a name. */
export function identifier({ kind, text }: SqlToken): string | undefined {
  if (kind === "word") return text;
  const quote = text[0];
  if (quote === '"' || quote === "`") return text.slice(1, -1).replaceAll(quote + quote, quote);
  return quote === "[" ? text.slice(1, -1) : undefined;
}
