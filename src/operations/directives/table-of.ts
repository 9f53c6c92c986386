import type { Table } from "../../schema/table.js";

/**
 * The table that a schema object belongs to.
 *
 * @throws {TypeError} when it belongs to none yet.
 */
export function tableOf(item: {
  readonly kind: string;
  readonly name: string | null;
  readonly table: Table | null;
}): Table {
  if (item.table === null)
    throw new TypeError(`The ${item.kind} '${item.name ?? ""}' belongs to no table, so no operation can be made of it`);
  return item.table;
}
