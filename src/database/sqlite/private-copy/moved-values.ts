import type { DriverConnection } from "../../connection.js";
import { quoteName } from "../../quote-name.js";
import type { TableShape } from "./difference-sql.js";

/** The columns that had some values, and those that may have them now. */
interface Pair {
  readonly table: string;
  /** The expressions to read before, in order. */
  readonly columns: readonly string[];
  readonly newTable: string;
  /** The expressions to read afterwards, in the same order. */
  readonly newColumns: readonly string[];
}

/**
 * Finds the new column that has all values of a dropped column, row by row. Returns `undefined` where no column has
 * them, or where the dropped column had no value.
 */
export async function columnMovedTo(
  connection: DriverConnection,
  table: string,
  column: string,
  { before, after }: { readonly before: TableShape; readonly after: TableShape },
): Promise<string | undefined> {
  const [old, now] = [namesOf(before), namesOf(after)];
  const shared = old.filter((name) => now.includes(name));
  const candidates = now.filter((name) => !old.includes(name));
  if (candidates.length === 0) return undefined;
  const { rows } = await connection.execute(
    `SELECT EXISTS (SELECT 1 FROM before.${quoteName(table)} WHERE ${quoteName(column)} IS NOT NULL) AS found`,
  );
  if (rows[0]?.["found"] !== 1) return undefined;
  for (const candidate of candidates) {
    const pair = { table, columns: [...shared, column], newTable: table, newColumns: [...shared, candidate] };
    if (await hasAll(connection, pair)) return candidate;
  }
  return undefined;
}

/** Finds the new table that has all rows of a dropped table, under the same columns. */
export async function tableMovedTo(
  connection: DriverConnection,
  table: string,
  shape: TableShape,
  newTables: ReadonlyMap<string, TableShape>,
): Promise<string | undefined> {
  const columns = namesOf(shape);
  for (const [newTable, other] of newTables) {
    const isAlike = namesOf(other).toSorted().join("\0") === columns.toSorted().join("\0");
    if (isAlike && (await hasAll(connection, { table, columns, newTable, newColumns: columns }))) return newTable;
  }
  return undefined;
}

/** Whether all rows of the one are among those of the other, with equal values and types. */
async function hasAll(connection: DriverConnection, pair: Pair): Promise<boolean> {
  const values = (columns: readonly string[]) =>
    columns.map((column) => `+${quoteName(column)} COLLATE BINARY, typeof(${quoteName(column)})`).join(", ");
  const { rows } = await connection.execute(
    `SELECT EXISTS (SELECT ${values(pair.columns)} FROM before.${quoteName(pair.table)}
      EXCEPT SELECT ${values(pair.newColumns)} FROM after.${quoteName(pair.newTable)}) AS lacks`,
  );
  return rows[0]?.["lacks"] === 0;
}

const namesOf = ({ columns }: TableShape): readonly string[] => columns.map(({ name }) => name);
