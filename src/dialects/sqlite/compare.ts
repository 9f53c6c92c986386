import type { StatementRunner } from "../../database/connection.js";
import { compare as base, stripDefault } from "../base/compare.js";
import type { CompareHooks, DefaultSpellings, StoredTable } from "../compare-hooks.js";
import type { Token } from "./text/token.js";
import { tokenize } from "./text/tokenize.js";

/** Whether an expression consists of constants only, so that its value never changes. */
function isConstant(expression: string): boolean {
  return tokenize(expression).tokens.every(
    (token) =>
      token.kind === "string" ||
      token.kind === "number" ||
      token.kind === "blob" ||
      /^(NULL|TRUE|FALSE|NOT|AND|OR|IS)$/.test(token.keyword) ||
      token.kind === "sign",
  );
}

/** Words that SQLite reads as values after DEFAULT; it reads any other word or name there as a string. */
const values = /^(NULL|TRUE|FALSE|CURRENT_TIMESTAMP|CURRENT_DATE|CURRENT_TIME)$/;

/** A default with a name in place of a string, such as `"a"`, as the string that SQLite reads it as. */
function withString(sql: string): string {
  let { tokens } = tokenize(sql);
  while (isWrapped(tokens)) tokens = tokens.slice(1, -1);
  const [token] = tokens;
  const isName = token?.kind === "quoted" || (token?.kind === "word" && !values.test(token.keyword));
  return tokens.length === 1 && isName ? `'${token.value.replaceAll("'", "''")}'` : sql;
}

/** Fills a column of the type with both defaults and compares what is stored. */
async function decideDefaults(
  scratch: StatementRunner,
  { typeText, ...spellings }: DefaultSpellings,
): Promise<boolean | undefined> {
  const one = withString(spellings.one);
  const other = withString(spellings.other);
  if (normalizeSql(one) === normalizeSql(other)) return true;
  if (!isConstant(one) || !isConstant(other)) return undefined;
  await scratch.execute("DROP TABLE IF EXISTS alembic_default_probe");
  try {
    await scratch.execute(
      `CREATE TABLE alembic_default_probe (one ${typeText} DEFAULT (${one}), other ${typeText} DEFAULT (${other}))`,
    );
    await scratch.execute("INSERT INTO alembic_default_probe DEFAULT VALUES");
    const { rows } = await scratch.execute(
      "SELECT typeof(one) = typeof(other) AND one IS other AS same FROM alembic_default_probe",
    );
    return Number(rows[0]?.["same"]) === 1;
  } catch {
    // Not every stored default can be evaluated on its own; then the texts are compared.
    return undefined;
  }
}

/** Everything but a literal, with its sign, needs parentheses after DEFAULT. */
function wrapDefault(sql: string): string {
  const { tokens } = tokenize(sql);
  const isSigned = tokens.length === 2 && /^[+-]$/.test(tokens[0]?.text ?? "") && tokens[1]?.kind === "number";
  return tokens.length <= 1 || isSigned || isWrapped(tokens) ? sql : `(${sql})`;
}

/** The rules for comparing SQLite with models. */
export const compare: CompareHooks = {
  ...base,
  reflectsExpressionIndexes: true,
  keepsExpressionText: true,
  addressesUnnamedConstraints: true,
  ignoresCase: true,
  areDefaultsEqual: ({ inspected, metadata }) => stripDefault(inspected) === stripDefault(metadata),
  wrapDefault,
  // A single digit, a literal and an expression in parentheses stay as they are; `2.50` does not.
  wrapDefaultInPython: (sql) => (sql === "" || /^(?:[0-9.]|'.+'|\(.+\))$/.test(sql) ? sql : `(${sql})`),
  normalizeExpression: normalizeSql,
  splitTable: splitCreateTable,
  decideDefaults,
};

const head = /^CREATE TABLE (?:"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|'(?:[^']|'')*'|[^\s"'`[(.]+)\s*\(/;
/** The tokens that matter besides words: quoted pieces, comments, parentheses and commas. */
const landmarks = /"(?:[^"]|"")*"|'(?:[^']|'')*'|`(?:[^`]|``)*`|\[[^\]]*\]|["'`[]|--|\/\*|[(),]/g;

/**
 * Splits a stored CREATE TABLE into its elements without parsing them.
 *
 * @returns `undefined` for a statement with comments or without a list of columns.
 *
 */
export function splitCreateTable(sql: string): StoredTable | undefined {
  const opening = head.exec(sql);
  if (opening === null) return undefined;
  const body = sql.slice(opening[0].length);
  const elements: string[] = [];
  let start = 0;
  let depth = 1;
  for (const { 0: sign, index } of body.matchAll(landmarks)) {
    if (sign === "(") depth++;
    else if (sign === ")") depth--;
    else if (sign !== "," && (sign.length === 1 || sign === "--" || sign === "/*")) return undefined;
    if (depth > 1 || (depth === 1 && sign !== ",")) continue;
    elements.push(body.slice(start, index).trim());
    start = index + 1;
    if (depth === 0) return { elements, options: body.slice(start) };
  }
  return undefined;
}

const sameSigns: Readonly<Record<string, string>> = { "==": "=", "!=": "<>" };

function normalizeToken(token: Token): string {
  switch (token.kind) {
    case "word":
    case "number":
    case "blob":
      return token.text.toLowerCase();
    case "quoted":
      // Names compare without case, and quotes around a plain name change nothing.
      return /^[a-z_][a-z0-9_$]*$/i.test(token.value)
        ? token.value.toLowerCase()
        : `"${token.value.toLowerCase().replaceAll('"', '""')}"`;
    default:
      return sameSigns[token.text] ?? token.text;
  }
}

/** Whether the first parenthesis is closed by the last token, and so is redundant. */
export function isWrapped(tokens: readonly Token[]): boolean {
  if (tokens.length < 3 || tokens[0]?.text !== "(" || tokens.at(-1)?.text !== ")") return false;
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== "sign") continue;
    if (token.text === "(") depth++;
    if (token.text === ")" && --depth === 0) return at === tokens.length - 1;
  }
  return false;
}

/**
 * Normalizes an expression, so that two expressions are equal if they differ only in white space, comments, letter
 * case, quotes around names or outer parentheses. Strings do not change.
 *
 */
export function normalizeSql(expression: string): string {
  let { tokens } = tokenize(expression);
  while (isWrapped(tokens)) tokens = tokens.slice(1, -1);
  return tokens.map(normalizeToken).join(" ");
}
