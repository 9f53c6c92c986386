import type { DriverConnection } from "../../database/connection.js";
import type { SqliteDialect } from "../../dialects/sqlite/sqlite-dialect.js";

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
  const copy = async (place: string, named: (sql: string) => string): Promise<void> => {
    const { rows } = await from.execute(
      `SELECT sql FROM ${place}sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY ${objectOrder}`,
    );
    for (const row of rows) {
      try {
        await to.execute(named(String(row["sql"])));
      } catch {
        // An object that needs an extension that is not loaded here, such as a virtual table, is not compared either.
      }
    }
  };
  await copy("", (sql) => sql);
  for (const schema of schemas) {
    const quoted = dialect.quoteIdentifier(schema);
    await to.execute(`ATTACH DATABASE ':memory:' AS ${quoted}`);
    // SQLite stores a statement without the name of its schema, and writes its first words itself.
    const words = /^CREATE (?:VIRTUAL TABLE|TABLE|UNIQUE INDEX|INDEX|VIEW|TRIGGER) /;
    await copy(`${quoted}.`, (sql) => sql.replace(words, `$&${quoted.replaceAll("$", "$$$$")}.`));
  }
}
