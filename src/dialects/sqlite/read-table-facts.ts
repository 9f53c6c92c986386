import type { DriverConnection, Row } from "../../database/connection.js";
import type { ColumnFacts, ForeignKeyFacts, IndexFacts, IndexPartFacts, TableFacts } from "./table-facts.js";
import { textOrNull } from "./table-facts.js";
import { parseCreateTable } from "./text/parse-create-table.js";

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const master = (schema: string): string => `${quote(schema)}.sqlite_master`;

/** Rows by the table that they are about. */
function byTable(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = String(row["tbl"]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

function columns(rows: readonly Row[]): readonly ColumnFacts[] {
  return rows.map((row) => ({
    name: String(row["name"]),
    type: String(row["type"]),
    notNull: Number(row["notnull"]) !== 0,
    default: textOrNull(row["dflt_value"]),
    primaryKey: Number(row["pk"]),
    hidden: Number(row["hidden"]),
  }));
}

function indexes(rows: readonly Row[], statements: ReadonlyMap<string, string | null>): readonly IndexFacts[] {
  const found = new Map<string, IndexFacts & { readonly parts: IndexPartFacts[] }>();
  for (const row of rows) {
    const name = String(row["idx"]);
    let index = found.get(name);
    if (index === undefined) {
      index = {
        name,
        unique: Number(row["uniq"]) !== 0,
        origin: String(row["origin"]),
        partial: Number(row["partial"]) !== 0,
        sql: statements.get(name) ?? null,
        parts: [],
      };
      found.set(name, index);
    }
    if (Number(row["key"]) !== 0)
      index.parts.push({
        column: textOrNull(row["col"]),
        descending: Number(row["desc"]) !== 0,
        collation: textOrNull(row["coll"]),
      });
  }
  return [...found.values()];
}

function foreignKeys(rows: readonly Row[]): readonly ForeignKeyFacts[] {
  const found = new Map<number, ForeignKeyFacts & { from: string[]; to: (string | null)[] }>();
  for (const row of rows) {
    const id = Number(row["id"]);
    let key = found.get(id);
    if (key === undefined) {
      key = {
        table: String(row["ref"]),
        from: [],
        to: [],
        onUpdate: String(row["on_update"]),
        onDelete: String(row["on_delete"]),
      };
      found.set(id, key);
    }
    key.from.push(String(row["from_column"]));
    key.to.push(textOrNull(row["to_column"]));
  }
  // SQLite numbers them from the last to the first.
  return [...found].sort(([a], [b]) => b - a).map(([, key]) => key);
}

/**
 * Reads what SQLite says about one table or view, or about all tables of a schema with as few statements: four.
 *
 * Asked for all, it leaves out views and virtual tables: one that is broken would fail the statement for the rest.
 */
export async function readTableFacts(
  connection: DriverConnection,
  schema: string,
  table?: string,
): Promise<readonly TableFacts[]> {
  const filter = table === undefined ? " AND m.rootpage > 0" : " AND m.tbl_name = :table COLLATE NOCASE";
  const params = table === undefined ? [] : { table };
  const select = async (what: string, functions: string, order: string): Promise<readonly Row[]> => {
    const sql = `SELECT m.name AS tbl, ${what} FROM ${master(schema)} AS m${functions} WHERE m.type IN ('table', 'view')${filter} ORDER BY ${order}`;
    return (await connection.execute(sql, params)).rows;
  };
  const schemaLiteral = `'${schema.replaceAll("'", "''")}'`;
  const objects = await connection.execute(
    `SELECT m.type AS type, m.name AS name, m.sql AS sql FROM ${master(schema)} AS m WHERE m.type IN ('table', 'view', 'index')${filter} ORDER BY m.name`,
    params,
  );
  const columnRows = byTable(
    await select("c.*", `, pragma_table_xinfo(m.name, ${schemaLiteral}) AS c`, "m.name, c.cid"),
  );
  const indexRows = byTable(
    await select(
      'i.name AS idx, i."unique" AS uniq, i.origin AS origin, i.partial AS partial, x."key" AS key, x.name AS col, x."desc" AS desc, x.coll AS coll',
      `, pragma_index_list(m.name, ${schemaLiteral}) AS i, pragma_index_xinfo(i.name, ${schemaLiteral}) AS x`,
      "m.name, i.name, x.seqno",
    ),
  );
  const keyRows = byTable(
    await select(
      'f.id AS id, f."table" AS ref, f."from" AS from_column, f."to" AS to_column, f.on_update AS on_update, f.on_delete AS on_delete',
      `, pragma_foreign_key_list(m.name, ${schemaLiteral}) AS f`,
      "m.name, f.id, f.seq",
    ),
  );
  const statements = new Map(
    objects.rows.filter((row) => row["type"] === "index").map((row) => [String(row["name"]), textOrNull(row["sql"])]),
  );
  return objects.rows
    .filter((row) => row["type"] !== "index")
    .map((row) => {
      const name = String(row["name"]);
      const sql = textOrNull(row["sql"]);
      return {
        schema,
        name,
        type: String(row["type"]),
        sql,
        text: row["type"] === "table" && sql !== null ? parseCreateTable(sql) : undefined,
        columns: columns(columnRows.get(name) ?? []),
        indexes: indexes(indexRows.get(name) ?? [], statements),
        foreignKeys: foreignKeys(keyRows.get(name) ?? []),
      };
    });
}
