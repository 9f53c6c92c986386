import { type SqlToken, sqlTokens } from "./sql-tokens.js";

/** The parts of `ALTER TABLE … ADD COLUMN …`. */
export interface AddedColumn {
  /** Name of the table, without quotes. */
  readonly table: string;
  /** Name of the column, without quotes. */
  readonly name: string;
  /** The column as the statement defines it, which is the text that SQLite puts into the schema. */
  readonly definition: string;
}

/** Every word that SQLite's grammar gives a meaning of its own somewhere, see sqlite.org/lang_keywords.html. */
const KEYWORDS: ReadonlySet<string> = new Set(
  (
    "ABORT ACTION ADD AFTER ALL ALTER ALWAYS ANALYZE AND AS ASC ATTACH AUTOINCREMENT BEFORE BEGIN BETWEEN BY CASCADE CASE " +
    "CAST CHECK COLLATE COLUMN COMMIT CONFLICT CONSTRAINT CREATE CROSS CURRENT CURRENT_DATE CURRENT_TIME " +
    "CURRENT_TIMESTAMP DATABASE DEFAULT DEFERRABLE DEFERRED DELETE DESC DETACH DISTINCT DO DROP EACH ELSE END ESCAPE EXCEPT " +
    "EXCLUDE EXCLUSIVE EXISTS EXPLAIN FAIL FILTER FIRST FOLLOWING FOR FOREIGN FROM FULL GENERATED GLOB GROUP GROUPS HAVING " +
    "IF IGNORE IMMEDIATE IN INDEX INDEXED INITIALLY INNER INSERT INSTEAD INTERSECT INTO IS ISNULL JOIN KEY LAST LEFT LIKE " +
    "LIMIT MATCH MATERIALIZED NATURAL NO NOT NOTHING NOTNULL NULL NULLS OF OFFSET ON OR ORDER OTHERS OUTER OVER PARTITION " +
    "PLAN PRAGMA PRECEDING PRIMARY QUERY RAISE RANGE RECURSIVE REFERENCES REGEXP REINDEX RELEASE RENAME REPLACE RESTRICT " +
    "RETURNING RIGHT ROLLBACK ROW ROWS SAVEPOINT SELECT SET TABLE TEMP TEMPORARY THEN TIES TO TRANSACTION TRIGGER UNBOUNDED " +
    "UNION UNIQUE UPDATE USING VACUUM VALUES VIEW VIRTUAL WHEN WHERE WINDOW WITH WITHIN WITHOUT"
  ).split(" "),
);

const COLLATIONS = new Set(["BINARY", "NOCASE", "RTRIM"]);

/** The form that most of these statements have, which needs no tokens. */
const COMMON = /^ALTER TABLE ([A-Za-z]\w*) ADD COLUMN (([A-Za-z]\w*) ([A-Za-z]\w*)(?:\(\d+(?:, ?\d+)?\))?)$/;

/**
 * Recognises a statement that adds a column and changes only the text of the schema: a name, a type of common form, and
 * no constraint and no default but a plain number or string. Undefined for every other statement, also for one that
 * SQLite would refuse for its words.
 */
export function parseAddedColumn(sql: string): AddedColumn | undefined {
  if (!/^\s*ALTER\s+TABLE\b/i.test(sql)) return undefined;
  const common = COMMON.exec(sql);
  if (common !== null) {
    const [, table = "", definition = "", ...words] = common;
    const isPlain = ![table, ...words].some((word) => KEYWORDS.has(word.toUpperCase()));
    return isPlain && !/^sqlite_/i.test(table) ? { table, name: words[0]!, definition } : undefined;
  }
  const tokens: SqlToken[] = [];
  /** Where each token begins. */
  const places: number[] = [];
  let at = 0;
  for (const token of sqlTokens(sql)) {
    if (token.kind !== "space") {
      tokens.push(token);
      places.push(at);
    } else if (!/^[ \t\r\n]+$/.test(token.text)) return undefined;
    at += token.text.length;
  }
  const words = tokens.at(-1)?.text === ";" ? tokens.slice(0, -1) : tokens;
  const table = words[2];
  if (table === undefined || wordOf(words[3]) !== "ADD") return undefined;
  const first = wordOf(words[4]) === "COLUMN" ? 5 : 4;
  const column = words[first];
  const [tableName, name] = [identifier(table), column && plainName(column)];
  // SQLite compares the other letters exactly.
  if (tableName === undefined || !/^(?!sqlite_)[ -~]+$/i.test(tableName) || name === undefined) return undefined;
  if (!isPlain(words.slice(first + 1))) return undefined;
  const end = places[words.length - 1]! + words.at(-1)!.text.length;
  return { table: tableName, name, definition: sql.slice(places[first], end) };
}

const wordOf = (token: SqlToken | undefined): string => (token?.kind === "word" ? token.text.toUpperCase() : "");

/** A name that needs no thought: in quotes, or a word that is no keyword. */
function plainName(token: SqlToken): string | undefined {
  return KEYWORDS.has(wordOf(token)) ? undefined : identifier(token);
}

/** Whether what follows a column's name is a type, `DEFAULT` and `COLLATE`, each at most once. */
function isPlain(tokens: readonly SqlToken[]): boolean {
  const text = (at: number): string => tokens[at]?.text ?? "";
  let at = 0;
  while (wordOf(tokens[at]) !== "" && !KEYWORDS.has(wordOf(tokens[at]))) at++;
  if (at > 0 && text(at) === "(") {
    const size = tokens.slice(at, at + 5).map((token) => token.text);
    const length = /^\(\d+\)/.test(size.join("")) ? 3 : /^\(\d+,\d+\)/.test(size.join("")) ? 5 : 0;
    if (length === 0) return false;
    at += length;
  }
  const seen = new Set<string>();
  while (at < tokens.length) {
    const word = wordOf(tokens[at]);
    if (seen.has(word)) return false;
    seen.add(word);
    if (word === "COLLATE" && COLLATIONS.has(wordOf(tokens[at + 1]))) at += 2;
    else if (word === "DEFAULT" && /^'.*'$/s.test(text(at + 1)) && !text(at + 1).includes("\0")) at += 2;
    else if (
      word === "DEFAULT" &&
      /^[-+]?\d+(?:\.\d+)?$/.test(text(at + 1) + (isSign(text(at + 1)) ? text(at + 2) : ""))
    )
      at += isSign(text(at + 1)) ? 3 : 2;
    else return false;
  }
  return true;
}

const isSign = (text: string): boolean => text === "-" || text === "+";

/** The name that a token of SQL means; `undefined` where the token is not a name. */
export function identifier({ kind, text }: SqlToken): string | undefined {
  if (kind === "word") return text;
  const quote = text[0];
  if (quote === '"' || quote === "`") return text.slice(1, -1).replaceAll(quote + quote, quote);
  return quote === "[" ? text.slice(1, -1) : undefined;
}
