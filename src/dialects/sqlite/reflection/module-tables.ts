import type { StatementRunner } from "../../../database/connection.js";
import { quoteName } from "../../../database/quote-name.js";

/**
 * The endings of the names of shadow tables, by module. SQLite marks shadow tables only if it has the module, and sql.js has
 * neither FTS5 nor R-Tree.
 */
const shadowEndings: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    fts3: "content|segments|segdir|docsize|stat",
    fts4: "content|segments|segdir|docsize|stat",
    fts5: "data|idx|content|docsize|config",
    rtree: "node|parent|rowid",
    rtree_i32: "node|parent|rowid",
    geopoly: "node|parent|rowid",
    spellfix1: "vocab",
  }).map(([module, endings]) => [module, new RegExp(`^_(?:${endings})$`, "i")]),
);

/** Finds the name of the module in the statement of a virtual table. */
const statement =
  /^CREATE\s+VIRTUAL\s+TABLE\s+(?:"(?:[^"]|"")*"|'(?:[^']|'')*'|`(?:[^`]|``)*`|\[[^\]]*\]|[^\s"'`[]+)\s+USING\s+["'`[]?(\w+)/i;

/** The tables that belong to a virtual table: of an unknown module, all whose names begin with its name and `_`. */
function shadowsOf(virtual: string, sql: string, tables: readonly string[]): readonly string[] {
  const endings = shadowEndings.get(statement.exec(sql)?.[1]?.toLowerCase() ?? "") ?? /^_/;
  return tables.filter(
    (name) => name.toLowerCase().startsWith(virtual.toLowerCase()) && endings.test(name.slice(virtual.length)),
  );
}

/** The names of virtual tables, and of the shadow tables in which they store their data. */
export async function moduleTableNames(connection: StatementRunner, schema: string): Promise<readonly string[]> {
  const { rows } = await connection.execute(
    `SELECT l.name, l.type, m.sql FROM pragma_table_list AS l
      LEFT JOIN ${quoteName(schema)}.sqlite_master AS m ON m.name = l.name AND l.type = 'virtual'
      WHERE l.schema = :schema ORDER BY l.name`,
    { schema },
  );
  const ofType = (type: string) => rows.filter((row) => row["type"] === type);
  const tables = ofType("table").map((row) => String(row["name"]));
  const found = ofType("virtual").flatMap((row) => [
    String(row["name"]),
    ...shadowsOf(String(row["name"]), String(row["sql"]), tables),
  ]);
  return [...new Set([...found, ...ofType("shadow").map((row) => String(row["name"]))])].sort();
}
