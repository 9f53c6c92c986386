import type { SqlParams, SqlValue } from "../../connection.js";
import { sqlTokens } from "./sql-tokens.js";
import { isWideInteger } from "./sqlite-statement.js";

/**
 * Makes integers beyond 32 bits arrive exactly: sql.js can bind them as text or as floating point only, so their
 * place in the statement becomes a cast of the text. The plus sign takes away the affinity that a cast has, so the
 * value compares as a plain parameter would.
 */
export function castWideIntegers(sql: string, params: SqlParams): string {
  const isList = Array.isArray(params);
  if (!(Object.values(params) as SqlValue[]).some(isWideInteger)) return sql;
  let position = 0;
  let result = "";
  for (const { kind, text } of sqlTokens(sql)) {
    if (kind !== "parameter") {
      result += text;
      continue;
    }
    if (text.startsWith("?")) position = text.length > 1 ? Number(text.slice(1)) : position + 1;
    const value = isList
      ? (params as readonly SqlValue[])[position - 1]
      : (params as Readonly<Record<string, SqlValue>>)[text.slice(1)];
    result += value !== undefined && isWideInteger(value) ? `(+CAST(${text} AS INTEGER))` : text;
  }
  return result;
}
