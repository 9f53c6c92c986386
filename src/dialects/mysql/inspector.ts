import type { StatementRunner } from "../../database/connection.js";
import type { MetaData } from "../../schema/metadata.js";
import type { Table } from "../../schema/table.js";
import type {
  Inspector,
  ReflectedCheckConstraint,
  ReflectedColumn,
  ReflectedForeignKeyConstraint,
  ReflectedIndex,
  ReflectedPrimaryKeyConstraint,
  ReflectedTableComment,
  ReflectedTableParts,
  ReflectedTrigger,
  ReflectedUniqueConstraint,
  ReflectTableOptions,
} from "../inspector.js";
import { KnownTables, noSuchTable, readOnce, type SchemaName } from "../reflection/known-tables.js";
import { tableFromReflection } from "../reflection/table-from-reflection.js";
import { otherObjectsQuery } from "./reflection/other-objects.js";
import {
  checkConstraintsOf,
  columnsOf,
  foreignKeysOf,
  indexesOf,
  primaryKeyOf,
  uniqueConstraintsOf,
} from "./reflection/parts-of.js";
import { readTables, type TableFacts } from "./reflection/read-tables.js";

/** Reads the schema of a MySQL or MariaDB database from `information_schema`. A schema of any size takes five queries. */
export class MysqlInspector implements Inspector {
  /** The current database of the connection; `null` if unknown. */
  readonly defaultSchemaName: string | null;
  readonly supportsComments = true;
  readonly #connection: StatementRunner;
  /** The prefix of dialect options. */
  readonly #prefix: string;
  readonly #tables: KnownTables<TableFacts>;
  readonly #columnsOf = readOnce(columnsOf);
  readonly #indexesOf = readOnce(indexesOf);

  constructor(
    connection: StatementRunner,
    prefix: "mysql" | "mariadb" = "mysql",
    defaultSchemaName: string | null = null,
  ) {
    this.defaultSchemaName = defaultSchemaName;
    this.#connection = connection;
    this.#tables = new KnownTables((schema, tables) => readTables(connection, schema, tables));
    this.#prefix = prefix;
  }

  getSchemaNames(): Promise<readonly string[]> {
    return this.#names("SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA ORDER BY SCHEMA_NAME", []);
  }

  getTableNames(schema?: SchemaName): Promise<readonly string[]> {
    return this.#relations("TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')", schema);
  }

  getViewNames(schema?: SchemaName): Promise<readonly string[]> {
    return this.#relations("TABLE_TYPE IN ('VIEW', 'SYSTEM VIEW')", schema);
  }

  async getViewDefinition(view: string, schema?: SchemaName): Promise<string> {
    const [definition] = await this.#names(
      `SELECT VIEW_DEFINITION AS name FROM information_schema.VIEWS WHERE TABLE_SCHEMA = ${placeOf(schema)} AND TABLE_NAME = ?`,
      [...argumentsOf(schema), view],
    );
    if (definition === undefined) throw noSuchTable(view, schema);
    return definition;
  }

  async getTriggers(table?: string | null, schema?: SchemaName): Promise<readonly ReflectedTrigger[]> {
    const isOne = table !== undefined && table !== null;
    const { rows } = await this.#connection.execute(
      `SELECT TRIGGER_NAME AS name, EVENT_OBJECT_TABLE AS tableName, ACTION_TIMING AS timing, EVENT_MANIPULATION AS event,
      ACTION_STATEMENT AS body FROM information_schema.TRIGGERS
      WHERE TRIGGER_SCHEMA = ${placeOf(schema)}${isOne ? " AND EVENT_OBJECT_TABLE = ?" : ""} ORDER BY TRIGGER_NAME`,
      isOne ? [...argumentsOf(schema), table] : argumentsOf(schema),
    );
    return rows.map((row) => ({
      name: String(row["name"]),
      tableName: String(row["tableName"]),
      sql: `CREATE TRIGGER \`${row["name"]}\` ${row["timing"]} ${row["event"]} ON \`${row["tableName"]}\` FOR EACH ROW ${row["body"]}`,
    }));
  }

  async foldsTableNames(): Promise<boolean> {
    const { rows } = await this.#connection.execute("SELECT @@lower_case_table_names AS setting");
    return Number(rows[0]?.["setting"]) !== 0;
  }

  async hasTable(table: string, schema?: SchemaName): Promise<boolean> {
    if (this.#tables.has(table, schema)) return true;
    const found = await this.#names(
      `SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = ${placeOf(schema)} AND TABLE_NAME = ?`,
      [...argumentsOf(schema), table],
    );
    return found.length > 0;
  }

  async hasIndex(table: string, index: string, schema?: SchemaName): Promise<boolean> {
    const facts = await this.#tables.find(table, schema);
    return facts !== undefined && this.#indexesOf(facts, this.#prefix).some(({ name }) => name === index);
  }

  async getColumns(table: string, schema?: SchemaName): Promise<readonly ReflectedColumn[]> {
    return this.#columnsOf(await this.#tables.get(table, schema));
  }

  async getPkConstraint(table: string, schema?: SchemaName): Promise<ReflectedPrimaryKeyConstraint> {
    return primaryKeyOf(await this.#tables.get(table, schema));
  }

  async getForeignKeys(table: string, schema?: SchemaName): Promise<readonly ReflectedForeignKeyConstraint[]> {
    return foreignKeysOf(await this.#tables.get(table, schema), schema ?? null);
  }

  async getUniqueConstraints(table: string, schema?: SchemaName): Promise<readonly ReflectedUniqueConstraint[]> {
    return uniqueConstraintsOf(await this.getIndexes(table, schema));
  }

  async getCheckConstraints(table: string, schema?: SchemaName): Promise<readonly ReflectedCheckConstraint[]> {
    return checkConstraintsOf(await this.#tables.get(table, schema));
  }

  async getIndexes(table: string, schema?: SchemaName): Promise<readonly ReflectedIndex[]> {
    return this.#indexesOf(await this.#tables.get(table, schema), this.#prefix);
  }

  async getTableComment(table: string, schema?: SchemaName): Promise<ReflectedTableComment> {
    const { table: row } = await this.#tables.get(table, schema);
    const comment = row["kind"] === "VIEW" ? "" : String(row["comment"] ?? "");
    return { text: comment === "" ? null : comment };
  }

  async getTableOptions(table: string, schema?: SchemaName): Promise<Readonly<Record<string, unknown>>> {
    const { engine, collation, options } = (await this.#tables.get(table, schema)).table;
    const rowFormat = /row_format=(\w+)/i.exec(String(options ?? ""))?.[1];
    return {
      ...(engine === null || engine === undefined ? {} : { [`${this.#prefix}Engine`]: engine }),
      ...(typeof collation === "string"
        ? { [`${this.#prefix}DefaultCharset`]: collation.split("_")[0], [`${this.#prefix}Collate`]: collation }
        : {}),
      ...(rowFormat === undefined ? {} : { [`${this.#prefix}RowFormat`]: rowFormat.toUpperCase() }),
    };
  }

  reflectTable(name: string, metadata: MetaData, options: ReflectTableOptions = {}): Promise<Table> {
    return tableFromReflection(this, name, metadata, options);
  }

  async getTableParts(name: string, options: Pick<ReflectTableOptions, "schema"> = {}): Promise<ReflectedTableParts> {
    const schema = options.schema ?? null;
    const facts = await this.#tables.get(name, schema);
    return {
      name,
      schema,
      columns: this.#columnsOf(facts),
      primaryKey: primaryKeyOf(facts),
      foreignKeys: foreignKeysOf(facts, schema),
      uniqueConstraints: uniqueConstraintsOf(this.#indexesOf(facts, this.#prefix)),
      checkConstraints: checkConstraintsOf(facts),
      indexes: this.#indexesOf(facts, this.#prefix),
      comment: await this.getTableComment(name, schema),
    };
  }

  getOtherObjects(schema?: SchemaName): Promise<readonly string[]> {
    const given = argumentsOf(schema);
    return this.#names(otherObjectsQuery(placeOf(schema)), [...given, ...given, ...given, ...given]);
  }

  cacheTables(schema?: SchemaName, tables?: readonly string[]): Promise<void> {
    return this.#tables.readAll(schema, tables);
  }

  clearCache(): void {
    this.#tables.clear();
  }

  #relations(condition: string, schema: SchemaName): Promise<readonly string[]> {
    return this.#names(
      `SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE ${condition} AND TABLE_SCHEMA = ${placeOf(schema)}
      ORDER BY TABLE_NAME`,
      argumentsOf(schema),
    );
  }

  async #names(sql: string, params: readonly string[]): Promise<readonly string[]> {
    return (await this.#connection.execute(sql, params)).rows.map((row) => String(row["name"]));
  }
}

const placeOf = (schema: SchemaName): string => (typeof schema === "string" ? "?" : "DATABASE()");
const argumentsOf = (schema: SchemaName): readonly string[] => (typeof schema === "string" ? [schema] : []);
