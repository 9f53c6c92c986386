import type { Row, StatementRunner } from "../../../database/connection.js";
import type { TypeEngine } from "../../../schema/types/type-engine.js";
import type { ReflectedColumn } from "../../inspector.js";
import { PackedColumns } from "./packed-columns.js";

/** All facts of the catalogs about one table or view. */
export interface TableFacts {
  readonly table: Row;
  /** Columns in order. Everything but their names is {@link PackedColumns | packed}. */
  readonly columns: readonly Row[];
  /** Parts of indexes in order, packed in the same way. */
  readonly indexParts: readonly Row[];
  /** Columns of foreign keys, in order. */
  readonly foreignKeyColumns: readonly Row[];
  readonly checks: readonly Row[];
  readonly isMariadb: boolean;
  readonly shared: SharedFacts;
}

/** Objects that the tables of one call share, because most of their columns are alike. */
export interface SharedFacts {
  /** Unpack the values of a column, and of a part of an index. */
  readonly column: PackedColumns;
  readonly indexPart: PackedColumns;
  /** The types by their texts. */
  readonly types: Map<string, TypeEngine>;
  /** Columns without their name and key, by the collation of their table and their packed text. */
  readonly columns: Map<string, Omit<ReflectedColumn, "name" | "primaryKey">>;
}

/** Reads tables with their columns, indexes and constraints: six queries, whatever the number of tables. */
export async function readTables(
  connection: StatementRunner,
  schema: string | null,
  names: readonly string[] | undefined,
): Promise<ReadonlyMap<string, TableFacts>> {
  const place = schema === null ? "DATABASE()" : "?";
  const given = [...(schema === null ? [] : [schema]), ...(names ?? [])];
  const among = (column: string): string =>
    names === undefined ? "" : ` AND ${column} IN (${names.map(() => "?").join(", ")})`;
  const rowsOf = async (sql: string): Promise<readonly Row[]> => (await connection.execute(sql, given)).rows;
  const from = (view: string, columns: string, rest = ""): Promise<readonly Row[]> =>
    rowsOf(
      `SELECT ${columns} FROM information_schema.${view} WHERE TABLE_SCHEMA = ${place}${among("TABLE_NAME")} ${rest}`,
    );
  const tables = await from(
    "TABLES",
    `TABLE_NAME AS name, TABLE_TYPE AS kind, ENGINE AS engine, TABLE_COLLATION AS collation, TABLE_COMMENT AS comment,
    CREATE_OPTIONS AS options, VERSION() AS version`,
    "ORDER BY TABLE_NAME",
  );
  if (tables.length === 0) return new Map();
  const isMariadb = /mariadb/i.test(String(tables[0]?.["version"]));
  const shared = newSharedFacts(isMariadb);
  const columns = byTable(
    await from(
      "COLUMNS",
      `TABLE_NAME AS tableName, COLUMN_NAME AS name, ${shared.column.sql}`,
      "ORDER BY TABLE_NAME, ORDINAL_POSITION",
    ),
  );
  const indexParts = byTable(
    await from(
      "STATISTICS",
      `TABLE_NAME AS tableName, INDEX_NAME AS name, COLUMN_NAME AS columnName, ${shared.indexPart.sql}`,
      "ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX",
    ),
  );
  const foreignKeyColumns = byTable(
    withRules(
      await from(
        "KEY_COLUMN_USAGE",
        `TABLE_NAME AS tableName, CONSTRAINT_NAME AS name, COLUMN_NAME AS columnName, REFERENCED_TABLE_SCHEMA AS referredSchema,
        REFERENCED_TABLE_NAME AS referredTable, REFERENCED_COLUMN_NAME AS referredColumn, TABLE_SCHEMA AS ownSchema`,
        "AND REFERENCED_TABLE_NAME IS NOT NULL ORDER BY TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION",
      ),
      await rowsOf(
        `SELECT TABLE_NAME AS tableName, CONSTRAINT_NAME AS name, UPDATE_RULE AS onUpdate, DELETE_RULE AS onDelete
        FROM information_schema.REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = ${place}${among("TABLE_NAME")}`,
      ),
    ),
  );
  const checks = byTable(
    await rowsOf(
      isMariadb
        ? `SELECT TABLE_NAME AS tableName, CONSTRAINT_NAME AS name, CHECK_CLAUSE AS text, LEVEL AS level
          FROM information_schema.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = ${place}${among("TABLE_NAME")}`
        : `SELECT t.TABLE_NAME AS tableName, t.CONSTRAINT_NAME AS name, c.CHECK_CLAUSE AS text, 'Table' AS level
          FROM information_schema.TABLE_CONSTRAINTS t JOIN information_schema.CHECK_CONSTRAINTS c
          ON c.CONSTRAINT_SCHEMA = t.CONSTRAINT_SCHEMA AND c.CONSTRAINT_NAME = t.CONSTRAINT_NAME
          WHERE t.CONSTRAINT_TYPE = 'CHECK' AND t.TABLE_SCHEMA = ${place}${among("t.TABLE_NAME")} ORDER BY 1, 2`,
    ),
  );
  return new Map(
    tables.map((table) => {
      const name = String(table["name"]);
      const facts: TableFacts = {
        table,
        columns: columns.get(name) ?? [],
        indexParts: indexParts.get(name) ?? [],
        foreignKeyColumns: foreignKeyColumns.get(name) ?? [],
        checks: checks.get(name) ?? [],
        isMariadb,
        shared,
      };
      return [name, facts];
    }),
  );
}

function newSharedFacts(isMariadb: boolean): SharedFacts {
  return {
    column: new PackedColumns({
      type: "COLUMN_TYPE",
      nullable: "IS_NULLABLE",
      defaultText: "COLUMN_DEFAULT",
      extra: "EXTRA",
      expression: "GENERATION_EXPRESSION",
      comment: "COLUMN_COMMENT",
      charset: "CHARACTER_SET_NAME",
      collation: "COLLATION_NAME",
    }),
    indexPart: new PackedColumns({
      isPlain: "NON_UNIQUE",
      length: "SUB_PART",
      kind: "INDEX_TYPE",
      direction: "COLLATION",
      expression: isMariadb ? "NULL" : "EXPRESSION",
    }),
    types: new Map(),
    columns: new Map(),
  };
}

/** Adds the rules of foreign keys to their columns. MariaDB takes several times as long to join the two views itself. */
function withRules(columns: readonly Row[], rules: readonly Row[]): readonly Row[] {
  const key = ({ tableName, name }: Row): string => JSON.stringify([tableName, name]);
  const known = new Map(rules.map((rule) => [key(rule), rule]));
  return columns.flatMap((column) => {
    const rule = known.get(key(column));
    return rule === undefined
      ? []
      : [{ ...column, onUpdate: rule["onUpdate"] ?? null, onDelete: rule["onDelete"] ?? null }];
  });
}

function byTable(rows: readonly Row[]): ReadonlyMap<string, readonly Row[]> {
  return grouped(rows, "tableName");
}

/** Groups rows by one of their columns, in order. */
export function grouped(rows: readonly Row[], column: string): ReadonlyMap<string, readonly Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const key = String(row[column]);
    const list = found.get(key);
    if (list === undefined) found.set(key, [row]);
    else list.push(row);
  }
  return found;
}
