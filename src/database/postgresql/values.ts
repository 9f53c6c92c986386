import { isBytes } from "../../support/is-built-in.js";
import type { SqlValue } from "../connection.js";
import { type ArrayText, parseArrayText, writeArrayText } from "./array-text.js";
import type { WireParameter } from "./wire.js";

/** Turns the server's text of a value into the value that scripts see. */
export type ReadValue = (text: string) => SqlValue;

const asText: ReadValue = (text) => text;
const asNumber: ReadValue = (text) => Number(text);

/** A whole number as a number, and as bigint where a number would not hold it exactly. */
const asInteger: ReadValue = (text) => {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
};

/** Bytes in either of the two formats that `bytea_output` knows. */
const asBytes: ReadValue = (text) => {
  if (text.startsWith("\\x")) return new Uint8Array(Buffer.from(text.slice(2), "hex"));
  const bytes: number[] = [];
  for (const [one, octal, escaped] of text.matchAll(/\\(\d{3})|\\(\\)|[\s\S]/g)) {
    bytes.push(octal === undefined ? (escaped ?? one).charCodeAt(0) : Number.parseInt(octal, 8));
  }
  return new Uint8Array(bytes);
};

/**
 * Types that are not text to scripts, by their number in `pg_type`. Numerics, dates, intervals, JSON and all others keep
 * the server's text, which is exact: no number holds 0.1, and no Date holds microseconds or infinity.
 */
const SCALARS: Readonly<Record<number, ReadValue>> = {
  16: (text) => text === "t",
  17: asBytes,
  20: asInteger,
  21: asNumber,
  23: asNumber,
  26: asNumber,
  700: asNumber,
  701: asNumber,
};

/** The server's own array types and the types of their members, by number. */
const ARRAYS: Readonly<Record<number, number>> = {
  ...{ 199: 114, 1000: 16, 1001: 17, 1002: 18, 1003: 19, 1005: 21, 1007: 23, 1009: 25, 1014: 1042, 1015: 1043 },
  ...{ 1016: 20, 1021: 700, 1022: 701, 1028: 26, 1040: 829, 1041: 869, 651: 650, 1115: 1114, 1182: 1082, 1183: 1083 },
  ...{ 1185: 1184, 1187: 1186, 1231: 1700, 1270: 1266, 1561: 1560, 1563: 1562, 2951: 2950, 3807: 3802, 3643: 3614 },
  ...{ 3905: 3904, 3907: 3906, 3909: 3908, 3911: 3910, 3913: 3912, 3927: 3926, 143: 142, 791: 790 },
};

/** Numbers from here on belong to types that users made. */
export const firstOwnType = 16384;

/** Reads values of one type; `memberOf` has the member types of arrays that are not the server's own. */
export function readerOf(type: number, memberOf: ReadonlyMap<number, number | undefined>): ReadValue {
  const member = ARRAYS[type] ?? memberOf.get(type);
  if (member === undefined) return SCALARS[type] ?? asText;
  const read = SCALARS[member] ?? asText;
  return (text) => {
    const members = parseArrayText(text);
    return members === undefined ? text : readMembers(members, read);
  };
}

function readMembers(members: ArrayText, read: ReadValue): readonly SqlValue[] {
  return members.map((one) => (one === null ? null : typeof one === "string" ? read(one) : readMembers(one, read)));
}

/** A value as it is sent. Its type is the one that the server gives the parameter. */
export function parameterOf(value: SqlValue | undefined): WireParameter {
  if (value === null || value === undefined) return null;
  if (isBytes(value)) return value;
  return typeof value === "object" ? writeArrayText(memberTexts(value)) : String(value);
}

function memberTexts(values: readonly SqlValue[]): ArrayText {
  return values.map((value) => {
    if (value === null || value === undefined) return null;
    if (isBytes(value)) return `\\x${Buffer.from(value).toString("hex")}`;
    return typeof value === "object" ? memberTexts(value) : String(value);
  });
}
