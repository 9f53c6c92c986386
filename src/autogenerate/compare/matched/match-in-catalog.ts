import type { ReflectedColumn } from "../../../dialects/inspector.js";
import type { Column } from "../../../schema/column.js";
import type { AutogenContext } from "../../autogen-context.js";
import { haveSameChecks } from "../check-constraints.js";
import { isSameComment } from "../comments.js";
import { haveSameForeignKeys } from "../foreign-keys.js";
import type { EqualColumns } from "./equal-columns.js";
import { type CommonTable, isBareColumn, type MatchedTable } from "./matched-tables.js";
import { haveSameIndexes } from "./same-indexes.js";

/**
 * Compares a table with the facts of the catalogs, without a schema object of the database's table: making one takes
 * longer than the comparison.
 *
 * @returns the table if it has all that the database's has, and perhaps more columns; `undefined` if the comparators have
 * to decide.
 */
export async function matchInCatalog(
  context: AutogenContext,
  { schema, name, table }: CommonTable,
  equal: EqualColumns,
): Promise<MatchedTable | undefined> {
  const serials: (readonly [ReflectedColumn, string])[] = [];
  const onSerial = (column: ReflectedColumn, sequence: string): number => serials.push([column, sequence]);
  const parts = await context.inspector.getTableParts?.(name, { schema, onSerial });
  if (parts === undefined) return undefined;
  const found = parts.columns;
  const columns: Column[] = [];
  const missing: Column[] = [];
  for (const column of table.columns) {
    if (column.system) continue;
    const reflected = columnOf(found, column.name, columns.length);
    if (reflected === undefined) missing.push(column);
    else if (equal.has(equal.keyOf(column, reflected, reflected.default))) columns.push(column);
    else return undefined;
  }
  const isSame =
    columns.length === found.length &&
    missing.every(isBareColumn) &&
    isSameComment(context, parts.comment.text, table.comment) &&
    haveSameForeignKeys(context, table, parts.foreignKeys) &&
    haveSameIndexes(context, table, parts) &&
    (await haveSameChecks(context, table, parts.checkConstraints));
  if (!isSame) return undefined;
  const same = { columns, constraints: table.constraints, indexes: table.indexes };
  return { parts: { same, missing, otherColumns: [] }, otherColumns: [], serials };
}

/** Finds a column by its name. Most columns have the same place on both sides. */
function columnOf(columns: readonly ReflectedColumn[], name: string, place: number): ReflectedColumn | undefined {
  const near = columns[place];
  return near?.name === name ? near : columns.find((one) => one.name === name);
}
