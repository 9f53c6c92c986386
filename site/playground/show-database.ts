import type { Connection } from "../../src/browser/index.js";
import type { ShownTable } from "./protocol.js";

/** How many rows of a table are shown. */
const MOST_ROWS = 50;

/** The schema of a database as SQL, and its tables with their first rows. */
export async function showDatabase(connection: Connection): Promise<{ schema: string; tables: readonly ShownTable[] }> {
  const objects = await connection.execute(
    "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY rowid",
  );
  const all = [...objects.all()];
  const schema = all
    .filter(({ sql }) => sql !== null)
    .map(({ sql }) => `${String(sql).trim()};`)
    .join("\n\n");
  const tables: ShownTable[] = [];
  for (const { type, name } of all) {
    if (type !== "table" && type !== "view") continue;
    tables.push(await shownTable(connection, String(name)));
  }
  return { schema, tables };
}

async function shownTable(connection: Connection, name: string): Promise<ShownTable> {
  const quoted = `"${name.replaceAll('"', '""')}"`;
  const { columns, rows } = await connection.driver.execute(`SELECT * FROM ${quoted} LIMIT ${MOST_ROWS}`);
  const count = Number(await connection.scalar(`SELECT count(*) FROM ${quoted}`));
  const text = (value: unknown) =>
    value === null ? "NULL" : value instanceof Uint8Array ? `<${value.length} bytes>` : String(value);
  return { name, columns, rows: rows.map((row) => columns.map((column) => text(row[column]))), count };
}
