import { MetaData } from "../../../schema/metadata.js";
import type { ParsedColumn } from "../../inspector.js";
import { parseCreateTable } from "../text/parse-create-table.js";
import { reflectedColumns } from "./reflected-columns.js";
import { reflectedTable } from "./reflected-table.js";
import type { ColumnFacts } from "./table-facts.js";

/**
 * Returns some columns of a table, without reading the rest of it.
 *
 * @param definitions - their definitions in the CREATE TABLE statement.
 * @param columns - all columns of the table.
 * @returns `undefined` where one is part of the primary key, which can have other columns.
 *
 */
export function parsedColumns(
  table: string,
  schema: string | null,
  definitions: readonly string[],
  columns: readonly ColumnFacts[],
): readonly ParsedColumn[] | undefined {
  const text = parseCreateTable(`CREATE TABLE t (${definitions.join(", ")})`);
  const names = new Set(text?.columns.map(({ name }) => name));
  const wanted = columns.filter(({ name }) => names.has(name));
  if (wanted.length !== definitions.length || wanted.some(({ primaryKey }) => primaryKey > 0)) return undefined;
  const facts = { schema: schema ?? "main", name: table, type: "table", sql: null, text, columns: wanted };
  const whole = { ...facts, indexes: [], foreignKeys: [] };
  const parts = { foreignKeys: [], options: {}, includeColumn: () => true };
  const made = reflectedTable(whole, table, schema, new MetaData(), parts);
  return reflectedColumns(whole).map((reflected) => ({ reflected, column: made.column(reflected.name) }));
}
