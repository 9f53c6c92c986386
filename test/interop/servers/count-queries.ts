import type { StatementRunner } from "../../../src/database/connection.js";
import type { Inspector } from "../../../src/dialects/inspector.js";

/** The number of queries in which an inspector reads all tables of a schema. */
export async function countQueries(
  connection: StatementRunner,
  inspect: (counted: StatementRunner) => Inspector,
): Promise<number> {
  let queries = 0;
  const inspector = inspect({
    execute: (sql, params) => {
      queries += 1;
      return connection.execute(sql, params);
    },
  });
  await inspector.cacheTables?.();
  for (const name of await inspector.getTableNames()) {
    await inspector.getColumns(name);
    await inspector.getIndexes(name);
    await inspector.getForeignKeys(name);
  }
  return queries;
}
