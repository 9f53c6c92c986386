import type { DriverConnection } from "../../database/connection.js";
import { SqliteInspector } from "../../dialects/sqlite/inspector.js";
import type { SqliteDialect } from "../../dialects/sqlite/sqlite-dialect.js";
import { CreateIndex } from "../../schema/ddl/index-nodes.js";
import { CreateTable } from "../../schema/ddl/table-nodes.js";
import { MetaData } from "../../schema/metadata.js";

/** The order in which the objects of a schema can be made again. */
const objectOrder = "CASE type WHEN 'table' THEN 1 WHEN 'index' THEN 2 WHEN 'view' THEN 3 ELSE 4 END";

/** The source and target of a copied schema. */
export interface SchemaCopy {
  readonly from: DriverConnection;
  /** An empty database. */
  readonly to: DriverConnection;
  /** Attached databases to copy besides the main one; in the copy they are in memory. */
  readonly schemas: readonly string[];
}

/** Makes the schema of one database in another, without its rows. */
export async function copySchema({ from, to, schemas }: SchemaCopy, dialect: SqliteDialect): Promise<void> {
  const { rows } = await from.execute(
    `SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY ${objectOrder}`,
  );
  for (const row of rows) {
    try {
      await to.execute(String(row["sql"]));
    } catch {
      // An object that needs an extension that is not loaded here, such as a virtual table, is not compared either.
    }
  }
  const inspector = new SqliteInspector(from);
  for (const schema of schemas) {
    await to.execute(`ATTACH DATABASE ':memory:' AS ${dialect.quoteIdentifier(schema)}`);
    // The stored statements do not name their schema, so these tables are reflected and written anew.
    for (const name of await inspector.getTableNames(schema)) {
      const table = await inspector.reflectTable(name, new MetaData(), { schema });
      for (const node of [new CreateTable(table), ...table.indexes.map((index) => new CreateIndex(index))])
        for (const { sql } of dialect.compile(node)) await to.execute(sql);
    }
  }
}
