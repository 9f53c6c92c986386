import type { StatementRunner } from "../../database/connection.js";
import { quoteName } from "../../database/quote-name.js";
import type { MetaData } from "../../schema/metadata.js";
import type { Table } from "../../schema/table.js";
import type {
  Inspector,
  ParsedColumn,
  ReflectedCheckConstraint,
  ReflectedColumn,
  ReflectedForeignKeyConstraint,
  ReflectedIndex,
  ReflectedPrimaryKeyConstraint,
  ReflectedTableComment,
  ReflectedTrigger,
  ReflectedUniqueConstraint,
  ReflectTableOptions,
} from "../inspector.js";
import { NoSuchTableError } from "../no-such-table-error.js";
import { moduleTableNames } from "./reflection/module-tables.js";
import { parsedColumns } from "./reflection/parsed-columns.js";
import { readColumnFacts, readTableFacts } from "./reflection/read-table-facts.js";
import { reflectedColumns } from "./reflection/reflected-columns.js";
import {
  reflectedChecks,
  reflectedForeignKeys,
  reflectedPrimaryKey,
  reflectedUniques,
} from "./reflection/reflected-constraints.js";
import { reflectedIndexes } from "./reflection/reflected-indexes.js";
import { reflectedTable } from "./reflection/reflected-table.js";
import { type TableFacts, textOrNull } from "./reflection/table-facts.js";
import type { CreateTableText } from "./text/create-table-text.js";

/** Reads a SQLite schema: from the pragmas, and from the stored statements where no pragma has the information. */
export class SqliteInspector implements Inspector {
  readonly defaultSchemaName = "main";
  readonly supportsComments = false;
  readonly #connection: StatementRunner;
  readonly #facts = new Map<string, TableFacts>();
  readonly #columns = new WeakMap<TableFacts, readonly ReflectedColumn[]>();
  readonly #cached = new Set<string>();

  constructor(connection: StatementRunner) {
    this.#connection = connection;
  }

  async getSchemaNames(): Promise<readonly string[]> {
    const { rows } = await this.#connection.execute("PRAGMA database_list");
    return rows.map((row) => String(row["name"])).filter((name) => name !== "temp");
  }

  getTableNames(schema?: string | null): Promise<readonly string[]> {
    return this.#names(`${quoteName(schema ?? "main")}.sqlite_master`, "table");
  }

  getTempTableNames(): Promise<readonly string[]> {
    return this.#names("sqlite_temp_master", "table");
  }

  getViewNames(schema?: string | null): Promise<readonly string[]> {
    return this.#names(`${quoteName(schema ?? "main")}.sqlite_master`, "view");
  }

  async getViewDefinition(view: string, schema?: string | null): Promise<string> {
    const facts = await this.#find(view, schema);
    if (facts?.type !== "view" || facts.sql === null) throw new NoSuchTableError(qualified(view, schema));
    return facts.sql;
  }

  async getTriggers(table?: string | null, schema?: string | null): Promise<readonly ReflectedTrigger[]> {
    const filter = table === undefined || table === null ? "" : " AND tbl_name = :table COLLATE NOCASE";
    const { rows } = await this.#connection.execute(
      `SELECT name, tbl_name, sql FROM ${quoteName(schema ?? "main")}.sqlite_master WHERE type = 'trigger'${filter} ORDER BY name`,
      filter === "" ? [] : { table: table ?? "" },
    );
    return rows.map((row) => ({
      name: String(row["name"]),
      tableName: String(row["tbl_name"]),
      sql: textOrNull(row["sql"]),
    }));
  }

  async hasTable(table: string, schema?: string | null): Promise<boolean> {
    for (const place of placesOf(schema)) {
      if (this.#facts.has(key(place, table))) return true;
      // This runs before every run, so it reads no more than the name.
      const { rows } = await this.#connection.execute(
        `SELECT 1 FROM ${quoteName(place)}.sqlite_master WHERE type IN ('table', 'view') AND name = :table COLLATE NOCASE`,
        { table },
      );
      if (rows.length > 0) return true;
    }
    return false;
  }

  async hasIndex(table: string, index: string, schema?: string | null): Promise<boolean> {
    const facts = await this.#find(table, schema);
    return facts?.indexes.some((one) => one.name.toLowerCase() === index.toLowerCase()) ?? false;
  }

  async getColumns(table: string, schema?: string | null): Promise<readonly ReflectedColumn[]> {
    const facts = await this.#get(table, schema);
    const columns = this.#columns.get(facts) ?? reflectedColumns(facts);
    this.#columns.set(facts, columns);
    return columns;
  }

  async getPkConstraint(table: string, schema?: string | null): Promise<ReflectedPrimaryKeyConstraint> {
    return reflectedPrimaryKey(await this.#get(table, schema));
  }

  async getForeignKeys(table: string, schema?: string | null): Promise<readonly ReflectedForeignKeyConstraint[]> {
    return reflectedForeignKeys(await this.#get(table, schema), schema ?? null, async (other) => {
      const referred = await this.#find(other, schema);
      return referred === undefined ? [] : reflectedPrimaryKey(referred).constrainedColumns;
    });
  }

  async getUniqueConstraints(table: string, schema?: string | null): Promise<readonly ReflectedUniqueConstraint[]> {
    return reflectedUniques(await this.#get(table, schema));
  }

  async getCheckConstraints(table: string, schema?: string | null): Promise<readonly ReflectedCheckConstraint[]> {
    return reflectedChecks(await this.#get(table, schema));
  }

  async getIndexes(table: string, schema?: string | null): Promise<readonly ReflectedIndex[]> {
    return reflectedIndexes(await this.#get(table, schema));
  }

  /** SQLite keeps no comments. */
  async getTableComment(table: string, schema?: string | null): Promise<ReflectedTableComment> {
    await this.#get(table, schema);
    return { text: null };
  }

  async getTableOptions(table: string, schema?: string | null): Promise<Readonly<Record<string, unknown>>> {
    const { text } = await this.#get(table, schema);
    return {
      ...(text?.withoutRowid === true ? { sqliteWithRowid: false } : {}),
      ...(text?.strict === true ? { sqliteStrict: true } : {}),
    };
  }

  async reflectTable(name: string, metadata: MetaData, options: ReflectTableOptions = {}): Promise<Table> {
    const schema = options.schema ?? null;
    const known = metadata.tables.get(schema === null ? name : `${schema}.${name}`);
    if (known !== undefined) return known;
    const facts = await this.#get(name, schema);
    return reflectedTable(facts, name, schema, metadata, {
      foreignKeys: await this.getForeignKeys(name, schema),
      options: await this.getTableOptions(name, schema),
      includeColumn: options.includeColumn ?? (() => true),
    });
  }

  /**
   * The stored CREATE TABLE statement in parts, for a rebuild that keeps them to the letter; `undefined` for views and
   * virtual tables.
   */
  async getTableText(table: string, schema?: string | null): Promise<CreateTableText | undefined> {
    return (await this.#get(table, schema)).text;
  }

  /** Virtual tables, and the shadow tables in which they store their data. */
  getModuleTableNames(schema?: string | null): Promise<readonly string[]> {
    return moduleTableNames(this.#connection, schema ?? "main");
  }

  async getOtherObjects(schema?: string | null): Promise<readonly string[]> {
    const { rows } = await this.#connection.execute(
      "SELECT name FROM pragma_table_list WHERE schema = :schema AND type = 'virtual' ORDER BY name",
      { schema: schema ?? "main" },
    );
    return rows.map((row) => `virtual table ${row["name"]}`);
  }

  async getStatements(schema?: string | null): Promise<ReadonlyMap<string, readonly string[]>> {
    const { rows } = await this.#connection.execute(
      `SELECT tbl_name, sql FROM ${quoteName(schema ?? "main")}.sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL ORDER BY type = 'index', sql`,
    );
    const statements = new Map<string, string[]>();
    for (const row of rows) {
      const table = String(row["tbl_name"]);
      const list = statements.get(table);
      if (list === undefined) statements.set(table, [String(row["sql"])]);
      else list.push(String(row["sql"]));
    }
    return statements;
  }

  /** Reads tables of a schema at once, so that no statement is needed for each of them. */
  async cacheTables(schema?: string | null, tables?: readonly string[]): Promise<void> {
    const name = schema ?? "main";
    if (this.#cached.has(name)) return;
    for (const facts of await readTableFacts(this.#connection, name, tables))
      this.#facts.set(key(name, facts.name), facts);
    if (tables === undefined) this.#cached.add(name);
  }

  async reflectColumns(
    tables: ReadonlyMap<string, readonly string[]>,
    schema?: string | null,
  ): Promise<ReadonlyMap<string, readonly ParsedColumn[]>> {
    const found = new Map<string, readonly ParsedColumn[]>();
    const facts = await readColumnFacts(this.#connection, schema ?? "main", [...tables.keys()]);
    for (const [table, definitions] of tables) {
      const columns = parsedColumns(table, schema ?? null, definitions, facts.get(table) ?? []);
      if (columns !== undefined) found.set(table, columns);
    }
    return found;
  }

  clearCache(): void {
    this.#facts.clear();
    this.#cached.clear();
  }

  async #names(master: string, type: string): Promise<readonly string[]> {
    const { rows } = await this.#connection.execute(
      `SELECT name FROM ${master} WHERE type = '${type}' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name`,
    );
    return rows.map((row) => String(row["name"]));
  }

  /** A name without a schema means the table of `main`, or else that of `temp`. */
  async #find(table: string, schema?: string | null): Promise<TableFacts | undefined> {
    for (const place of placesOf(schema)) {
      const found = this.#facts.get(key(place, table)) ?? (await this.#read(table, place));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  async #read(table: string, schema: string): Promise<TableFacts | undefined> {
    const [facts] = (await readTableFacts(this.#connection, schema, table)).filter(
      (one) => one.name.toLowerCase() === table.toLowerCase(),
    );
    if (facts !== undefined) this.#facts.set(key(schema, table), facts);
    return facts;
  }

  async #get(table: string, schema?: string | null): Promise<TableFacts> {
    const facts = await this.#find(table, schema);
    if (facts === undefined) throw new NoSuchTableError(qualified(table, schema));
    return facts;
  }
}

const key = (schema: string, table: string): string => `${schema}\n${table.toLowerCase()}`;
const qualified = (table: string, schema?: string | null): string =>
  schema === undefined || schema === null ? table : `${schema}.${table}`;

/** Where a table without a schema is looked for. */
const placesOf = (schema?: string | null): readonly string[] =>
  schema === undefined || schema === null ? ["main", "temp"] : [schema];
