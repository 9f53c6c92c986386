import { quoteName } from "../../quote-name.js";

/** A column in the comparison of two states. */
export interface TableColumn {
  readonly name: string;
  /** The type as declared. */
  readonly type: string;
  /** Its place in the primary key from 1 on; 0 if it is not part of it. */
  readonly keyPlace: number;
  readonly isNotNull: boolean;
}

/** A table in the comparison of two states. */
export interface TableShape {
  readonly isWithoutRowid: boolean;
  readonly columns: readonly TableColumn[];
}

/**
 * The query that counts rows `added` to and `changed` in a table between the schemas `before` and `after`.
 *
 * Two rows count as the same row if their primary keys are equal. Without a usable key (none, another one than before,
 * or one that may hold NULL) rows are identified by their values only, each as often as it occurs: a row with another
 * value is then one removed and one added.
 */
export function differenceSql(table: string, before: TableShape, after: TableShape): string {
  const key = keyOf(after);
  const usable = key !== undefined && key.join("\0") === keyOf(before)?.join("\0");
  const names = new Set(before.columns.map(({ name }) => name));
  const shared = after.columns.map(({ name }) => name).filter((name) => names.has(name));
  return usable ? byKey(table, key, shared) : byValues(table, shared);
}

/** Columns of a primary key that identifies all rows. */
function keyOf({ columns, isWithoutRowid }: TableShape): readonly string[] | undefined {
  const key = columns.filter(({ keyPlace }) => keyPlace > 0).sort((a, b) => a.keyPlace - b.keyPlace);
  const isRowid = key.length === 1 && key[0]?.type.toUpperCase() === "INTEGER";
  const isSure = isWithoutRowid || isRowid || key.every(({ isNotNull }) => isNotNull);
  return key.length > 0 && isSure ? key.map(({ name }) => name) : undefined;
}

function byKey(table: string, key: readonly string[], shared: readonly string[]): string {
  const name = quoteName(table);
  const match = key.map((column) => `a.${quoteName(column)} = b.${quoteName(column)}`).join(" AND ");
  const isNew = `b.${quoteName(key[0] as string)} IS NULL`;
  // With + a value is compared as it is stored, so that '1' and 1 differ; letters differ by case in any column.
  const other = shared
    .filter((column) => !key.includes(column))
    .map((column) => `+a.${quoteName(column)} IS NOT +b.${quoteName(column)} COLLATE BINARY`);
  const isOther = other.length === 0 ? "0" : `(${other.join(" OR ")})`;
  return (
    `SELECT count(*) FILTER (WHERE ${isNew}) AS added, count(*) FILTER (WHERE NOT ${isNew} AND ${isOther}) AS changed ` +
    `FROM after.${name} AS a LEFT JOIN before.${name} AS b ON ${match}`
  );
}

function byValues(table: string, shared: readonly string[]): string {
  const name = quoteName(table);
  // Without a shared column all rows are equal.
  const values = shared.length === 0 ? ["NULL"] : shared.map(quoteName);
  const rows = (schema: string, sign: string) =>
    `SELECT ${sign} AS sign, ${values.map((value, index) => `${value} AS v${index}`).join(", ")} FROM ${schema}.${name}`;
  const groups = values.map((_, index) => `+v${index} COLLATE BINARY`).join(", ");
  return (
    "SELECT coalesce(sum(max(n, 0)), 0) AS added, 0 AS changed FROM (SELECT sum(sign) AS n FROM (" +
    `${rows("after", "1")} UNION ALL ${rows("before", "-1")}) GROUP BY ${groups})`
  );
}
