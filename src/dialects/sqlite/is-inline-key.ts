import type { Column } from "../../schema/column.js";
import { dialectOption } from "../../schema/schema-item.js";
import type { Table } from "../../schema/table.js";

/** Whether a column says `PRIMARY KEY AUTOINCREMENT` itself, which only a key of one whole-number column may. */
export function isInlineKey(column: Column, table: Table): boolean {
  return (
    dialectOption(table, "sqlite", "autoincrement") === true &&
    table.primaryKey.columns.length === 1 &&
    column.type.affinity === "Integer" &&
    column.foreignKeys.length === 0
  );
}
