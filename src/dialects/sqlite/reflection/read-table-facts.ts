import type { SqlValue, StatementRunner } from "../../../database/connection.js";
import { quoteName } from "../../../database/quote-name.js";
import type { CreateTableText } from "../text/create-table-text.js";
import { parseCreateTable } from "../text/parse-create-table.js";
import type { ColumnFacts, ForeignKeyFacts, IndexFacts, IndexPartFacts, TableFacts } from "./table-facts.js";
import { textOrNull } from "./table-facts.js";

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : a.name > b.name ? 1 : 0;

/** The rows of a pragma, as a JSON array of arrays: one value is read far faster than hundreds of them. */
const rowsOf = <R>(value: SqlValue | undefined): readonly R[] => JSON.parse(String(value)) as R[];

type ColumnRow = readonly [string, string, number, string | null, number, number];
type IndexRow = readonly [string, number, string, number, number, string | null, number, string | null];
type KeyRow = readonly [number, string, string, string | null, string, string];

function columns(rows: readonly ColumnRow[]): readonly ColumnFacts[] {
  return rows.map(([name, type, notNull, given, primaryKey, hidden]) => ({
    name,
    type,
    notNull: notNull !== 0,
    default: given,
    primaryKey,
    hidden,
  }));
}

function indexes(rows: readonly IndexRow[], statements: ReadonlyMap<string, string | null>): readonly IndexFacts[] {
  const found = new Map<string, IndexFacts & { readonly parts: IndexPartFacts[] }>();
  for (const [name, unique, origin, partial, isKey, column, descending, collation] of rows) {
    let index = found.get(name);
    if (index === undefined) {
      const sql = statements.get(name) ?? null;
      index = { name, unique: unique !== 0, origin, partial: partial !== 0, sql, parts: [] };
      found.set(name, index);
    }
    if (isKey !== 0) index.parts.push({ column, descending: descending !== 0, collation });
  }
  return [...found.values()].sort(byName);
}

function foreignKeys(rows: readonly KeyRow[]): readonly ForeignKeyFacts[] {
  const found = new Map<number, ForeignKeyFacts & { from: string[]; to: (string | null)[] }>();
  for (const [id, table, from, to, onUpdate, onDelete] of rows) {
    let key = found.get(id);
    if (key === undefined) {
      key = { table, from: [], to: [], onUpdate, onDelete };
      found.set(id, key);
    }
    key.from.push(from);
    key.to.push(to);
  }
  // SQLite numbers them from the last to the first.
  return [...found].sort(([a], [b]) => b - a).map(([, key]) => key);
}

/** The facts of one table; its statement is parsed on first use. */
class ReadTable implements TableFacts {
  readonly schema: string;
  readonly name: string;
  readonly type: string;
  readonly sql: string | null;
  readonly columns: readonly ColumnFacts[];
  readonly indexes: readonly IndexFacts[];
  readonly foreignKeys: readonly ForeignKeyFacts[];
  #text: { readonly parsed: CreateTableText | undefined } | undefined;

  constructor(facts: Omit<TableFacts, "text">) {
    this.schema = facts.schema;
    this.name = facts.name;
    this.type = facts.type;
    this.sql = facts.sql;
    this.columns = facts.columns;
    this.indexes = facts.indexes;
    this.foreignKeys = facts.foreignKeys;
  }

  get text(): CreateTableText | undefined {
    this.#text ??= { parsed: this.type === "table" && this.sql !== null ? parseCreateTable(this.sql) : undefined };
    return this.#text.parsed;
  }
}

const columnValues = 'c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden';
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const listOf = (values: string, from: string): string =>
  `(SELECT json_group_array(json_array(${values})) FROM ${from})`;

/** Reads the columns of many tables at once. */
export async function readColumnFacts(
  connection: StatementRunner,
  schema: string,
  tables: readonly string[],
): Promise<ReadonlyMap<string, readonly ColumnFacts[]>> {
  const { rows } = await connection.execute(
    `SELECT m.value AS name, ${listOf(columnValues, `pragma_table_xinfo(m.value, ${literal(schema)}) AS c`)} AS columns FROM json_each(:tables) AS m`,
    { tables: JSON.stringify(tables) },
  );
  return new Map(rows.map((row) => [String(row["name"]), columns(rowsOf<ColumnRow>(row["columns"]))]));
}

/**
 * Reads the facts of one table or view, or of many tables at once, with two statements.
 *
 * For many, it omits views and virtual tables, because a broken one would make the statement fail for the rest.
 *
 * @param tables - the name of one, a list of names as `sqlite_master` has them, or `undefined` for all.
 */
export async function readTableFacts(
  connection: StatementRunner,
  schema: string,
  tables?: string | readonly string[],
): Promise<readonly TableFacts[]> {
  const master = `${quoteName(schema)}.sqlite_master`;
  const place = literal(schema);
  const isOne = typeof tables === "string";
  const filter = isOne
    ? "m.tbl_name = :wanted COLLATE NOCASE"
    : `m.rootpage > 0${tables === undefined ? "" : " AND m.tbl_name IN (SELECT value FROM json_each(:wanted))"}`;
  const params = tables === undefined ? [] : { wanted: isOne ? tables : JSON.stringify(tables) };
  const made = await connection.execute(
    `SELECT m.name AS name, m.sql AS sql FROM ${master} AS m WHERE m.type = 'index' AND m.sql IS NOT NULL AND ${filter}`,
    params,
  );
  const statements = new Map(made.rows.map((row) => [String(row["name"]), textOrNull(row["sql"])]));
  const { rows } = await connection.execute(
    `SELECT m.type AS type, m.name AS name, m.sql AS sql,
      ${listOf(columnValues, `pragma_table_xinfo(m.name, ${place}) AS c`)} AS columns,
      ${listOf(
        'i.name, i."unique", i.origin, i.partial, x."key", x.name, x."desc", x.coll',
        `pragma_index_list(m.name, ${place}) AS i, pragma_index_xinfo(i.name, ${place}) AS x`,
      )} AS indexes,
      ${listOf(
        'f.id, f."table", f."from", f."to", f.on_update, f.on_delete',
        `pragma_foreign_key_list(m.name, ${place}) AS f`,
      )} AS keys
    FROM ${master} AS m WHERE m.type IN ('table', 'view') AND ${filter} ORDER BY m.name`,
    params,
  );
  return rows.map(
    (row) =>
      new ReadTable({
        schema,
        name: String(row["name"]),
        type: String(row["type"]),
        sql: textOrNull(row["sql"]),
        columns: columns(rowsOf<ColumnRow>(row["columns"])),
        indexes: indexes(rowsOf<IndexRow>(row["indexes"]), statements),
        foreignKeys: foreignKeys(rowsOf<KeyRow>(row["keys"])),
      }),
  );
}
