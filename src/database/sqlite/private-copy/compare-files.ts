import type { DriverConnection } from "../../connection.js";
import type { CompareStatesOptions, DatabaseChanges, LostObject, RowChanges } from "../../database-changes.js";
import { DatabaseUrl } from "../../database-url.js";
import { quoteName } from "../../quote-name.js";
import { openSqlite } from "../open-sqlite.js";
import { differenceSql, type TableColumn, type TableShape } from "./difference-sql.js";
import { columnMovedTo, tableMovedTo } from "./moved-values.js";

type Tables = ReadonlyMap<string, TableShape>;

/** Compares two files of a database, row by row, with both attached to one connection. */
export async function compareFiles(
  before: string,
  after: string,
  { skip, signal }: CompareStatesOptions,
): Promise<DatabaseChanges> {
  const connection = await openSqlite(new DatabaseUrl({ driverName: "sqlite" }), {});
  try {
    await connection.beginRun({ signal });
    // Nobody else uses the files, and a WAL can be read without shared memory in this mode only.
    await connection.execute("PRAGMA locking_mode = EXCLUSIVE");
    await connection.execute("ATTACH :before AS before", { before });
    await connection.execute("ATTACH :after AS after", { after });
    const old = await tablesOf(connection, "before", skip);
    const now = await tablesOf(connection, "after", skip);
    const rows: RowChanges[] = [];
    for (const [name, shape] of now) {
      const found = await compareTable(connection, name, old.get(name), shape);
      if (found !== undefined) rows.push(found);
    }
    return { rows, lost: [...(await lostParts(connection, old, now)), ...(await lostObjects(connection, skip))] };
  } finally {
    await connection.close();
  }
}

/** The tables that store rows; those of a virtual table are left to its module. */
async function tablesOf(connection: DriverConnection, schema: string, skip: readonly string[]): Promise<Tables> {
  const { rows } = await connection.execute(
    `SELECT t.name AS "table", t.wr AS isWithoutRowid, c.name, c.pk, c."notnull" AS isNotNull, c.type
      FROM pragma_table_list AS t, pragma_table_xinfo(t.name, t.schema) AS c
      WHERE t.schema = :schema AND t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
      ORDER BY t.name, c.cid`,
    { schema },
  );
  const tables = new Map<string, { isWithoutRowid: boolean; columns: TableColumn[] }>();
  for (const row of rows) {
    const name = String(row["table"]);
    if (skip.includes(name)) continue;
    const table = tables.get(name) ?? { isWithoutRowid: row["isWithoutRowid"] === 1, columns: [] };
    tables.set(name, table);
    table.columns.push({
      name: String(row["name"]),
      type: String(row["type"]),
      keyPlace: Number(row["pk"]),
      isNotNull: row["isNotNull"] === 1,
    });
  }
  return tables;
}

async function compareTable(
  connection: DriverConnection,
  table: string,
  before: TableShape | undefined,
  after: TableShape,
): Promise<RowChanges | undefined> {
  const count = await countRows(connection, "after", table);
  if (before === undefined) {
    return count === 0 ? undefined : { table, before, after: count, added: count, removed: 0, changed: 0 };
  }
  const countBefore = await countRows(connection, "before", table);
  const { rows } = await connection.execute(differenceSql(table, before, after));
  const added = Number(rows[0]?.["added"]);
  const changed = Number(rows[0]?.["changed"]);
  const removed = countBefore - (count - added);
  if (added + removed + changed === 0) return undefined;
  return { table, before: countBefore, after: count, added, removed, changed };
}

async function countRows(connection: DriverConnection, schema: string, table: string): Promise<number> {
  const { rows } = await connection.execute(`SELECT count(*) AS n FROM ${schema}.${quoteName(table)}`);
  return Number(rows[0]?.["n"]);
}

/** Tables that are gone, and columns that are gone from remaining tables. */
async function lostParts(connection: DriverConnection, old: Tables, now: Tables): Promise<readonly LostObject[]> {
  const lost: LostObject[] = [];
  const added = new Map([...now].filter(([name]) => !old.has(name)));
  for (const [name, shape] of old) {
    const left = now.get(name);
    if (left === undefined) {
      const rows = await countRows(connection, "before", name);
      const movedTo = rows === 0 ? undefined : await tableMovedTo(connection, name, shape, added);
      lost.push({ kind: "table", name, table: undefined, rows, movedTo });
      continue;
    }
    const names = new Set(left.columns.map((column) => column.name));
    for (const column of shape.columns) {
      if (names.has(column.name)) continue;
      const movedTo = await columnMovedTo(connection, name, column.name, { before: shape, after: left });
      lost.push({ kind: "column", name: column.name, table: name, rows: undefined, movedTo });
    }
  }
  return lost;
}

/** Indexes, triggers and views that are gone, and virtual tables. */
async function lostObjects(connection: DriverConnection, skip: readonly string[]): Promise<readonly LostObject[]> {
  const { rows } = await connection.execute(
    `SELECT type, name, tbl_name AS "table" FROM before.sqlite_schema AS b
      WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND (type <> 'table' OR sql LIKE 'CREATE VIRTUAL%')
        AND NOT EXISTS (SELECT 1 FROM after.sqlite_schema AS a WHERE a.type = b.type AND a.name = b.name)
      ORDER BY type, name`,
  );
  return rows.flatMap((row): readonly LostObject[] => {
    const kind = row["type"] as LostObject["kind"];
    const table = kind === "index" || kind === "trigger" ? String(row["table"]) : undefined;
    if (table !== undefined && skip.includes(table)) return [];
    return [{ kind, name: String(row["name"]), table, rows: undefined, movedTo: undefined }];
  });
}
