import type { RebuildSession } from "./rebuild-session.js";

/** Rows that are copied and compared in one statement: few enough to stay in SQLite's page cache in between. */
const rowsPerRange = 5_000;

/** A part of a table by its row numbers; `null` for the whole table. */
export type RowRange = { readonly from: bigint; readonly to: bigint } | null;

/**
 * Cuts a table into ranges of row numbers of about the same size.
 *
 * @returns one `null` for a table without row numbers, and for a small one.
 */
export async function rowRanges(
  session: RebuildSession,
  table: string,
  rowid: string | null,
  rows: number,
): Promise<readonly RowRange[]> {
  const count = Math.ceil(rows / rowsPerRange);
  if (rowid === null || count < 2) return [null];
  // In separate queries, SQLite reads only the ends of the table.
  const { rows: found } = await session.read(
    `SELECT (SELECT min(${rowid}) FROM ${table}) AS low, (SELECT max(${rowid}) FROM ${table}) AS high`,
  );
  const low = BigInt(String(found[0]?.["low"] ?? 0));
  const high = BigInt(String(found[0]?.["high"] ?? 0));
  const width = (high - low) / BigInt(count) + 1n;
  const ranges: RowRange[] = [];
  for (let from = low; from <= high; from += width) ranges.push({ from, to: from + width - 1n });
  return ranges;
}

/** The condition that picks a range. */
export function inRange(range: RowRange, rowid: string): string {
  return range === null ? "" : ` WHERE ${rowid} BETWEEN ${clamp(range.from)} AND ${clamp(range.to)}`;
}

/** Row numbers end at the largest 64-bit integer. */
function clamp(value: bigint): string {
  const largest = 9_223_372_036_854_775_807n;
  const smallest = -9_223_372_036_854_775_807n;
  return String(value > largest ? largest : value < smallest ? smallest - 1n : value);
}

/** A WHERE with further conditions. */
export function and(where: string, conditions: readonly string[]): string {
  if (conditions.length === 0) return where;
  return `${where === "" ? " WHERE" : `${where} AND`} ${conditions.join(" AND ")}`;
}
