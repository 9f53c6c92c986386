import type { DriverConnection } from "../database/connection.js";

/** Order in which the objects of a schema can be made again. */
const objectOrder = "CASE type WHEN 'table' THEN 1 WHEN 'index' THEN 2 WHEN 'view' THEN 3 ELSE 4 END";

/** Makes the schema of one database in another, without its rows. */
export async function copySchema(from: DriverConnection, to: DriverConnection): Promise<void> {
  const { rows } = await from.execute(
    `SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY ${objectOrder}`,
  );
  for (const row of rows) {
    try {
      await to.execute(String(row["sql"]));
    } catch {
      // What needs an extension that is not loaded here, such as a virtual table, is not compared either.
    }
  }
}
