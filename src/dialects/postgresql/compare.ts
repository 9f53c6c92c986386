import type { StatementRunner } from "../../database/connection.js";
import type { Column } from "../../schema/column.js";
import { compare as base, synonyms } from "../base/compare.js";
import type { CompareHooks, DefaultSpellings } from "../compare-hooks.js";
import { enums } from "./enum-statements.js";

/** The rules for comparing PostgreSQL with models. */
export const compare: CompareHooks = {
  ...base,
  typeSynonyms: [...base.typeSynonyms, synonyms("float", "double precision")],
  reflectsExpressionIndexes: true,
  enums,
  normalizeExpression,
  isNumberedBySequence,
  decideDefaults,
  usualPrimaryKeyName: (table) => `${table}_pkey`,
  // The server writes the type of the column after it.
  isNoDefault: (sql) => base.isNoDefault(sql.replace(/::[\w\s"().,[\]]+$/, "")),
  areDefaultsEqual: ({ inspected, metadata, metadataColumn }) => {
    if (isNumberedBySequence(metadataColumn)) return true;
    return inspected?.replace(/^(nextval\('.+?')::regclass\)/, "$1)") === (metadata ?? undefined);
  },
};

/** The default of a SERIAL column is its sequence, which no model names. */
function isNumberedBySequence(metadataColumn: Column): boolean {
  return metadataColumn.primaryKey && metadataColumn.table?.autoincrementColumn === metadataColumn;
}

/** Words that have another value each time. */
const changing = /\b(?:CURRENT_\w+|LOCALTIME|LOCALTIMESTAMP|SESSION_USER|SYSTEM_USER|USER)\b/i;

/**
 * Makes the server compare two constants. Calls of functions are not compared, because they may have effects, or
 * another result each time.
 */
async function decideDefaults(
  scratch: StatementRunner,
  { typeText, one, other }: DefaultSpellings,
): Promise<boolean | undefined> {
  if (one === other) return true;
  const plain = `${one} ${other}`.replaceAll(/'(?:[^']|'')*'/g, "''").replaceAll(/\(\d+(?:,\s*\d+)?\)/g, "");
  if (/[()]/.test(plain) || changing.test(plain)) return undefined;
  try {
    const text = (value: string): string => `CAST(CAST(${value} AS ${typeText}) AS text)`;
    const { rows } = await scratch.execute(`SELECT ${text(one)} IS NOT DISTINCT FROM ${text(other)} AS same`);
    return rows[0]?.["same"] === true;
  } catch {
    return undefined;
  }
}

/** A cast as the server writes it: `::character varying(20)[]`. */
const cast =
  /::(?:"[^"]+"|\w+)(?:\.(?:"[^"]+"|\w+))?(?: varying| precision)?(?:\(\d+(?:,\d+)?\))?(?: with(?:out)? time zone)?(?:\[\])*/g;

/**
 * The server writes equal expressions in the same words, except for casts, which depend on the types of the columns; a
 * changed type is a difference of its own.
 */
function normalizeExpression(expression: string): string {
  return expression
    .split(/('(?:[^']|'')*')/)
    .map((part, at) => (at % 2 === 1 ? part : withoutParentheses(part.replaceAll(cast, "")).replaceAll(/\s+/g, " ")))
    .join("");
}

/**
 * An expression without the parentheses around single words. Each cast has a pair of its own, and the server adds one
 * cast more where the type of a column changes: `((1)::numeric)::double precision`.
 */
function withoutParentheses(expression: string): string {
  let text = expression;
  for (let casts = 0; casts < 8; casts++) {
    const shorter = text.replaceAll(/(?<![\w"])\((\w+|"[^"]+")\)/g, "$1");
    if (shorter.length === text.length) break;
    text = shorter;
  }
  return text;
}
