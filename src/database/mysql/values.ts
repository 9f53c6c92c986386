import { isBytes } from "../../support/is-built-in.js";
import type { SqlParams, SqlValue } from "../connection.js";
import { DatabaseError } from "../database-error.js";

/** Numbers of types in the protocol; all others are text or bytes. */
const wholeTypes: ReadonlySet<number> = new Set([1, 2, 3, 8, 9, 13]);
const fractionTypes: ReadonlySet<number> = new Set([4, 5]);
/** Strings and BLOBs, which are bytes where their character set is the binary one. */
const textTypes: ReadonlySet<number> = new Set([15, 249, 250, 251, 252, 253, 254]);
const bit = 16;
const geometry = 255;
const binaryCharset = 63;

/** Turns the server's bytes into the value that scripts see. */
type ReadValue = (bytes: Buffer) => SqlValue;

const asBytes: ReadValue = (bytes) => new Uint8Array(bytes);
const asText: ReadValue = (bytes) => bytes.toString("utf8");
const asNumber: ReadValue = (bytes) => Number(bytes.toString("utf8"));

const asInteger: ReadValue = (bytes) => {
  const text = bytes.toString("utf8");
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
};

/**
 * Returns the reader of a column. Decimals, dates and times keep the server's text, which is exact: no number holds 0.1,
 * and no Date holds microseconds or the day 0000-00-00.
 */
export function readerOf(type: number, charset: number): ReadValue {
  if (type === bit || type === geometry || (textTypes.has(type) && charset === binaryCharset)) return asBytes;
  if (fractionTypes.has(type)) return asNumber;
  return wholeTypes.has(type) ? asInteger : asText;
}

/**
 * Quoted texts, names and comments, in which a question mark is no parameter. One that is not closed reaches to the end,
 * or each of its quotes would be tried as a beginning.
 */
const parts =
  /'(?:[^'\\]|\\[\s\S]|'')*(?:'|\\?$)|"(?:[^"\\]|\\[\s\S]|"")*(?:"|\\?$)|`(?:[^`]|``)*(?:`|$)|(?:--(?=\s|$)|#)[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|\?/g;

/**
 * Writes the values into a statement, in place of its question marks, as Python's PyMySQL does: the server prepares
 * only some statements, and in this way a number keeps its exact type.
 *
 * @throws {DatabaseError} when there are more or fewer values than question marks, or the values have names.
 */
export function withValues(sql: string, params: SqlParams): string {
  if (!Array.isArray(params)) {
    if (Object.keys(params).length === 0) return sql;
    throw new DatabaseError("MySQL takes a list of values, one for each '?'");
  }
  if (params.length === 0) return sql;
  const pieces = piecesOf(sql);
  if (pieces.length !== params.length + 1) {
    throw new DatabaseError(
      `The statement has ${pieces.length - 1} parameters, but ${params.length} values were given`,
      {
        statement: sql,
      },
    );
  }
  let text = pieces[0] ?? "";
  for (const [at, value] of params.entries()) text += literalOf(value as SqlValue) + pieces[at + 1];
  return text;
}

/** The last statement that was taken apart: one that inserts many rows comes again and again. */
let last: { readonly sql: string; readonly pieces: readonly string[] } = { sql: "", pieces: [""] };

/** What is between the question marks of a statement. */
function piecesOf(sql: string): readonly string[] {
  if (sql === last.sql) return last.pieces;
  const pieces: string[] = [];
  let start = 0;
  for (const { 0: part, index } of sql.matchAll(parts)) {
    if (part !== "?") continue;
    pieces.push(sql.slice(start, index));
    start = index + 1;
  }
  last = { sql, pieces: [...pieces, sql.slice(start)] };
  return last.pieces;
}

function literalOf(value: SqlValue | undefined): string {
  if (value === null || value === undefined) return "NULL";
  if (typeof value === "boolean") return value ? "1" : "0";
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new DatabaseError(`MySQL has no value for ${value}`);
    // Without an exponent the server would take a fraction for a DECIMAL, which has fewer digits than it may need.
    return Number.isInteger(value) && Math.abs(value) < 1e21 ? String(value) : value.toExponential();
  }
  if (isBytes(value)) return `_binary X'${Buffer.from(value).toString("hex")}'`;
  // The mode in which a backslash is an ordinary character is switched off when a connection is opened.
  if (typeof value === "string") return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
  throw new DatabaseError("MySQL has no lists; give JSON as text, or one value for each parameter");
}
