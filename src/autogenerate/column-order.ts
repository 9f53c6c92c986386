import type { MetaData } from "../schema/metadata.js";

/** The columns of tables in the order in which they are to be shown, by the tables' keys. */
export type ColumnOrder = ReadonlyMap<string, readonly string[]>;

/** The order of columns in models. */
export function columnOrder(metadata: readonly MetaData[]): ColumnOrder {
  const tables = metadata.flatMap((one) => [...one.tables.values()]);
  return new Map(tables.map((table) => [table.key, table.columns.map(({ name }) => name)]));
}
