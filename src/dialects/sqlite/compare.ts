import type { DriverConnection } from "../../database/connection.js";
import { compare as base, stripDefault } from "../base/compare.js";
import type { CompareHooks, DefaultSpellings } from "../compare-hooks.js";
import { isWrapped, normalizeSql } from "./text/normalize-sql.js";
import { splitCreateTable } from "./text/split-create-table.js";
import { tokenize } from "./text/tokenize.js";

/** Whether an expression is made of constants only, so that its value never changes. */
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

/** Fills a column of the type with both defaults and compares what is stored. */
async function decideDefaults(
  scratch: DriverConnection,
  { typeText, one, other }: DefaultSpellings,
): Promise<boolean | undefined> {
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
    // Not every text that is stored as a default can be evaluated on its own; then the texts decide.
    return undefined;
  }
}

/** Anything but a literal, with its sign, needs parentheses after DEFAULT. */
function wrapDefault(sql: string): string {
  const { tokens } = tokenize(sql);
  const isSigned = tokens.length === 2 && /^[+-]$/.test(tokens[0]?.text ?? "") && tokens[1]?.kind === "number";
  return tokens.length <= 1 || isSigned || isWrapped(tokens) ? sql : `(${sql})`;
}

/** What SQLite has to say when a database is compared with models. */
export const compare: CompareHooks = {
  ...base,
  reflectsExpressionIndexes: true,
  keepsExpressionText: true,
  addressesUnnamedConstraints: true,
  ignoresCase: true,
  areDefaultsEqual: ({ inspected, metadata }) => stripDefault(inspected) === stripDefault(metadata),
  wrapDefault,
  // One digit, one literal and what has parentheses stay as they are; `2.50` does not.
  wrapDefaultInPython: (sql) => (sql === "" || /^(?:[0-9.]|'.+'|\(.+\))$/.test(sql) ? sql : `(${sql})`),
  normalizeExpression: normalizeSql,
  splitTable: splitCreateTable,
  decideDefaults,
};
