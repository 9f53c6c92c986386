import type { ReflectedIndex, ReflectedTableParts } from "../../../dialects/inspector.js";
import { UniqueConstraint } from "../../../schema/constraints/unique-constraint.js";
import type { Table } from "../../../schema/table.js";
import type { AutogenContext } from "../../autogen-context.js";
import { isIndexForKey } from "../indexes/indexes-for-foreign-keys.js";
import { hasPlainParts } from "../indexes/reflected-indexes.js";

type Parts = Pick<ReflectedTableParts, "indexes" | "uniqueConstraints" | "foreignKeys">;

/** Columns as one text. The columns of a unique constraint are sorted, because their order does not matter. */
const listOf = (names: readonly (string | null)[]): string => names.join("\0");
const sortedListOf = (names: readonly (string | null)[]): string => listOf([...names].sort());

/** Whether a reflected index has nothing but columns, so that their names decide. */
function isPlain(context: AutogenContext, index: ReflectedIndex): boolean {
  const { columnNames, columnSorting, columnCollation, where, dialectOptions } = index;
  return (
    where === null &&
    !columnNames.includes(null) &&
    Object.keys(columnSorting).length === 0 &&
    Object.keys(columnCollation).length === 0 &&
    (!context.hooks.comparesIndexOptions || Object.keys(dialectOptions).length === 0)
  );
}

/**
 * Whether a table of the models has the indexes and unique constraints that were read from the database.
 *
 * @returns `false` also where the names of columns do not decide, as for an index with an expression.
 */
export function haveSameIndexes(context: AutogenContext, table: Table, parts: Parts): boolean {
  const { uniquesAreIndexes, foreignKeysNeedIndexes } = context.hooks;
  const indexes = new Map(
    parts.indexes.filter((one) => one.duplicatesConstraint === undefined).map((one) => [one.name, one]),
  );
  for (const index of table.indexes) {
    const found = indexes.get(index.name ?? "");
    if (found === undefined || found.unique !== Boolean(index.unique)) return false;
    if (!hasPlainParts(index) || !isPlain(context, found)) return false;
    if (listOf(index.columns.map(({ name }) => name)) !== listOf(found.columnNames)) return false;
    indexes.delete(found.name);
  }
  const uniques = new Map<string | null, string>();
  for (const { name, columnNames, duplicatesIndex } of parts.uniqueConstraints)
    if (duplicatesIndex === undefined) uniques.set(name, sortedListOf(columnNames));
  if (uniquesAreIndexes)
    for (const one of indexes.values())
      if (one.unique && isPlain(context, one)) {
        uniques.set(one.name, sortedListOf(one.columnNames));
        indexes.delete(one.name);
      }
  // Those with a name first: an unnamed one may have the columns of any other.
  const wanted = table.constraints.filter((one) => one instanceof UniqueConstraint);
  for (const one of wanted.toSorted((a, b) => Number(a.name === null) - Number(b.name === null))) {
    const columns = sortedListOf(one.columns.map(({ name }) => name));
    const name = one.name ?? [...uniques].find(([, text]) => text === columns)?.[0];
    if (name === undefined || uniques.get(name) !== columns) return false;
    uniques.delete(name);
  }
  const isOfServer = (index: ReflectedIndex): boolean =>
    foreignKeysNeedIndexes &&
    !index.unique &&
    isPlain(context, index) &&
    parts.foreignKeys.some(({ name, constrainedColumns: columns }) =>
      isIndexForKey({ name: index.name, columns: index.columnNames.map(String) }, { name, columns }),
    );
  return uniques.size === 0 && [...indexes.values()].every(isOfServer);
}
