import type { StatementRunner } from "../../connection.js";
import type { LostObject, RowChanges } from "../../database-changes.js";
import { quoteName } from "../../quote-name.js";

/** A table, view, index or trigger. The server identifies it by a number, which a rename does not change. */
interface CatalogObject {
  readonly kind: "table" | "view" | "index" | "trigger";
  readonly schema: string;
  readonly name: string;
  /** The name in messages, with the schema if that is not in the search path. */
  readonly shown: string;
  /** The number of the table that an index or a trigger is on. */
  readonly table: string | undefined;
  /** Whether it stores rows itself and the user may read them. */
  readonly hasRows: boolean;
  /** The file of its rows, which a TRUNCATE and a rebuild replace; `undefined` if it has none. */
  readonly file: string | undefined;
}

/** The state of a database that a preview compares. */
export interface CatalogState {
  readonly objects: ReadonlyMap<string, CatalogObject>;
  /** The names of columns, by the number of the table and the position of the column, such as `16384.2`. */
  readonly columns: ReadonlyMap<string, string>;
  /** The numbers of rows of the tables that were counted. */
  readonly rows: ReadonlyMap<string, number>;
}

// The objects of the server, of extensions and of temporary schemas are omitted.
const own = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype = 'e')`;
const shown = `CASE WHEN pg_table_is_visible(c.oid) THEN '' ELSE n.nspname || '.' END || c.relname`;

const objectsSql = `SELECT c.oid::text AS id, CASE WHEN c.relkind IN ('v', 'm') THEN 'view' ELSE 'table' END AS kind,
    n.nspname AS schema, c.relname AS name, ${shown} AS shown, NULL AS "table",
    c.relkind IN ('r', 'm') AND has_table_privilege(c.oid, 'SELECT') AS rows,
    pg_relation_filenode(c.oid)::text AS file
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND ${own}
  UNION ALL
  SELECT x.indexrelid::text, 'index', n.nspname, i.relname, i.relname, c.oid::text, false, NULL
  FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE ${own} AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = x.indexrelid AND k.contype IN ('p', 'u', 'x'))
  UNION ALL
  SELECT 't' || t.oid, 'trigger', n.nspname, t.tgname, t.tgname, c.oid::text, false, NULL
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE NOT t.tgisinternal AND ${own}
  ORDER BY 2, 4`;

const columnsSql = `SELECT a.attrelid || '.' || a.attnum AS id, a.attname AS name
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'f') AND ${own} ORDER BY a.attrelid, a.attnum`;

/**
 * Reads the state of the database that a connection sees, and counts the rows of its tables.
 *
 * @param isCounted - whether the rows of the table with this number and file are counted; by default all are.
 * @returns the objects, the columns and the numbers of rows.
 */
export async function readCatalogState(
  connection: StatementRunner,
  skip: readonly string[],
  isCounted: (id: string, file: string | undefined) => boolean = () => true,
): Promise<CatalogState> {
  const objects = new Map<string, CatalogObject>();
  for (const row of (await connection.execute(objectsSql)).rows) {
    if (skip.includes(String(row["name"]))) continue;
    objects.set(String(row["id"]), {
      kind: row["kind"] as CatalogObject["kind"],
      schema: String(row["schema"]),
      name: String(row["name"]),
      shown: String(row["shown"]),
      table: row["table"] === null ? undefined : String(row["table"]),
      hasRows: row["rows"] === true,
      file: row["file"] === null ? undefined : String(row["file"]),
    });
  }
  const columns = new Map<string, string>();
  for (const row of (await connection.execute(columnsSql)).rows) columns.set(String(row["id"]), String(row["name"]));
  const rows = new Map<string, number>();
  for (const [id, object] of objects) {
    if (!object.hasRows || object.kind !== "table" || !isCounted(id, object.file)) continue;
    const table = `${quoteName(object.schema)}.${quoteName(object.name)}`;
    const result = await connection.execute(`SELECT count(*) AS n FROM ONLY ${table}`);
    rows.set(id, Number(result.rows[0]?.["n"]));
  }
  return { objects, columns, rows };
}

/** How many rows the statements of this transaction added, removed and changed, by the number of the table. */
export type RowCounters = ReadonlyMap<
  string,
  { readonly added: number; readonly removed: number; readonly changed: number }
>;

/** Reads the server's own counters of this transaction. */
export async function readRowCounters(connection: StatementRunner): Promise<RowCounters> {
  const { rows } = await connection.execute(
    "SELECT relid::text AS id, n_tup_ins AS ins, n_tup_del AS del, n_tup_upd AS upd FROM pg_stat_xact_all_tables WHERE n_tup_ins + n_tup_del + n_tup_upd > 0",
  );
  return new Map(
    rows.map((row) => [
      String(row["id"]),
      { added: Number(row["ins"]), removed: Number(row["del"]), changed: Number(row["upd"]) },
    ]),
  );
}

/** The tables whose rows differ between two states. All rows of a recreated table count as removed and added. */
export function rowChanges(before: CatalogState, after: CatalogState, counters: RowCounters): readonly RowChanges[] {
  const changes: RowChanges[] = [];
  for (const [id, object] of after.objects) {
    const now = after.rows.get(id);
    if (object.kind !== "table" || now === undefined) continue;
    const old = before.objects.has(id) ? id : sameName(before, object);
    const had = old === undefined ? undefined : before.rows.get(old);
    if (old !== id) {
      if (now > 0 || (had ?? 0) > 0)
        changes.push({ table: object.shown, before: had, after: now, added: now, removed: had ?? 0, changed: 0 });
      continue;
    }
    const changed = counters.get(id)?.changed ?? 0;
    let { added = 0, removed = 0 } = counters.get(id) ?? {};
    const net = now - (had ?? 0);
    // The server does not count the rows that TRUNCATE removes, and still counts changes that a savepoint rolled back.
    if (added - removed !== net) {
      if (object.file !== before.objects.get(id)?.file) removed = added - net;
      else [added, removed] = [Math.max(net, 0), Math.max(-net, 0)];
    }
    if (added + changed + removed > 0)
      changes.push({ table: object.shown, before: had ?? 0, after: now, added, removed, changed });
  }
  return changes;
}

/** The objects that exist in the first state only. The parts of a lost table are not listed separately. */
export function lostObjects(before: CatalogState, after: CatalogState): readonly LostObject[] {
  const lost: LostObject[] = [];
  for (const [id, { kind, shown: name, table, ...object }] of before.objects) {
    const now = after.objects.get(id);
    const base = { kind, name, table: undefined, rows: undefined, movedTo: undefined } as const;
    if (kind === "table") {
      if (now === undefined && sameName(after, { kind, ...object }) === undefined)
        lost.push({ ...base, rows: before.rows.get(id) ?? 0 });
      else if (now !== undefined && now.shown !== name)
        lost.push({ ...base, rows: before.rows.get(id) ?? 0, movedTo: now.shown });
      continue;
    }
    const owner = table === undefined ? undefined : before.objects.get(table);
    if (now !== undefined || sameName(after, { kind, ...object }) !== undefined) continue;
    if (table === undefined) lost.push(base);
    else if (after.objects.has(table)) lost.push({ ...base, table: owner?.shown });
  }
  for (const [id, name] of before.columns) {
    const table = id.slice(0, id.indexOf("."));
    const owner = before.objects.get(table);
    const now = after.columns.get(id);
    if (owner === undefined || !after.objects.has(table) || now === name) continue;
    lost.push({ kind: "column", name, table: owner.shown, rows: undefined, movedTo: now });
  }
  return lost;
}

function sameName(state: CatalogState, wanted: Pick<CatalogObject, "kind" | "schema" | "name">): string | undefined {
  for (const [id, { kind, schema, name }] of state.objects)
    if (kind === wanted.kind && schema === wanted.schema && name === wanted.name) return id;
  return undefined;
}
