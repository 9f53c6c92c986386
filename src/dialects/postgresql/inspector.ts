import type { StatementRunner } from "../../database/connection.js";
import type { MetaData } from "../../schema/metadata.js";
import type { Table } from "../../schema/table.js";
import type {
  EnumColumn,
  Inspector,
  ReflectedCheckConstraint,
  ReflectedColumn,
  ReflectedEnum,
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
import { enumsQuery, textOrNull, textsOf } from "./reflection/catalog.js";
import { columnsOf } from "./reflection/columns-of.js";
import { checkConstraintsOf, foreignKeysOf, primaryKeyOf, uniqueConstraintsOf } from "./reflection/constraints-of.js";
import { indexesOf, storageOptions } from "./reflection/indexes-of.js";
import { otherObjectsQuery } from "./reflection/other-objects.js";
import { type RelationFacts, readRelations } from "./reflection/relation-facts.js";

const placeOf = (schema: SchemaName): string =>
  typeof schema === "string" ? "n.nspname = $1" : "pg_table_is_visible(c.oid) AND n.nspname <> 'pg_catalog'";
const argumentsOf = (schema: SchemaName): readonly string[] => (typeof schema === "string" ? [schema] : []);

/** Reads the schema of a PostgreSQL database from its catalogs. A schema of any size takes eight queries. */
export class PostgresqlInspector implements Inspector {
  /** The schema of the search path, read when it is first needed; usually `public`. */
  readonly defaultSchemaName = "public";
  readonly supportsComments = true;
  readonly #connection: StatementRunner;
  readonly #tables: KnownTables<RelationFacts>;
  readonly #columnsOf = readOnce(columnsOf);
  readonly #indexesOf = readOnce(indexesOf);

  constructor(connection: StatementRunner) {
    this.#connection = connection;
    this.#tables = new KnownTables(async (schema, names) =>
      (await readRelations(connection, { schema, names })).map((facts) => [facts.name, facts] as const),
    );
  }

  async getSchemaNames(): Promise<readonly string[]> {
    return this.#names(
      "SELECT nspname AS name FROM pg_catalog.pg_namespace WHERE nspname NOT LIKE 'pg\\_%' ORDER BY nspname",
      [],
    );
  }

  getTableNames(schema?: SchemaName): Promise<readonly string[]> {
    return this.#relations("c.relkind IN ('r', 'p') AND c.relpersistence <> 't'", schema);
  }

  getTempTableNames(): Promise<readonly string[]> {
    return this.#relations("c.relkind IN ('r', 'p') AND c.relpersistence = 't'", null);
  }

  getViewNames(schema?: SchemaName): Promise<readonly string[]> {
    return this.#relations("c.relkind = 'v' AND c.relpersistence <> 't'", schema);
  }

  /** Names of the materialized views of a schema. */
  getMaterializedViewNames(schema?: SchemaName): Promise<readonly string[]> {
    return this.#relations("c.relkind = 'm'", schema);
  }

  async getViewDefinition(view: string, schema?: SchemaName): Promise<string> {
    const given = argumentsOf(schema);
    const [definition] = await this.#names(
      `SELECT pg_catalog.pg_get_viewdef(c.oid) AS name FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('v', 'm') AND ${placeOf(schema)} AND c.relname = $${given.length + 1}`,
      [...given, view],
    );
    if (definition === undefined) throw noSuchTable(view, schema);
    return definition;
  }

  async getTriggers(table?: string | null, schema?: SchemaName): Promise<readonly ReflectedTrigger[]> {
    const given = argumentsOf(schema);
    const isOne = table !== undefined && table !== null;
    const { rows } = await this.#connection.execute(
      `SELECT t.tgname AS name, c.relname AS table, pg_catalog.pg_get_triggerdef(t.oid) AS sql
      FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE NOT t.tgisinternal AND ${placeOf(schema)}${isOne ? ` AND c.relname = $${given.length + 1}` : ""} ORDER BY t.tgname, c.relname`,
      isOne ? [...given, table] : given,
    );
    return rows.map((row) => ({
      name: String(row["name"]),
      tableName: String(row["table"]),
      sql: textOrNull(row["sql"]),
    }));
  }

  async hasTable(table: string, schema?: SchemaName): Promise<boolean> {
    if (this.#tables.has(table, schema)) return true;
    const given = argumentsOf(schema);
    const found = await this.#names(
      `SELECT c.relname AS name FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND ${placeOf(schema)} AND c.relname = $${given.length + 1}`,
      [...given, table],
    );
    return found.length > 0;
  }

  async hasIndex(table: string, index: string, schema?: SchemaName): Promise<boolean> {
    return (await this.#tables.find(table, schema))?.indexes.some((row) => row["name"] === index) ?? false;
  }

  async getColumns(table: string, schema?: SchemaName): Promise<readonly ReflectedColumn[]> {
    return this.#columnsOf(await this.#tables.get(table, schema), schema ?? null);
  }

  async getPkConstraint(table: string, schema?: SchemaName): Promise<ReflectedPrimaryKeyConstraint> {
    return primaryKeyOf(await this.#tables.get(table, schema));
  }

  async getForeignKeys(table: string, schema?: SchemaName): Promise<readonly ReflectedForeignKeyConstraint[]> {
    return foreignKeysOf(await this.#tables.get(table, schema), schema ?? null);
  }

  async getUniqueConstraints(table: string, schema?: SchemaName): Promise<readonly ReflectedUniqueConstraint[]> {
    return uniqueConstraintsOf(await this.#tables.get(table, schema));
  }

  async getCheckConstraints(table: string, schema?: SchemaName): Promise<readonly ReflectedCheckConstraint[]> {
    return checkConstraintsOf(await this.#tables.get(table, schema));
  }

  async getIndexes(table: string, schema?: SchemaName): Promise<readonly ReflectedIndex[]> {
    return this.#indexesOf(await this.#tables.get(table, schema));
  }

  async getTableComment(table: string, schema?: SchemaName): Promise<ReflectedTableComment> {
    return { text: textOrNull((await this.#tables.get(table, schema)).relation["comment"]) };
  }

  async getTableOptions(table: string, schema?: SchemaName): Promise<Readonly<Record<string, unknown>>> {
    const { relation } = await this.#tables.get(table, schema);
    const parents = textsOf(relation["parents"]);
    return {
      ...(relation["method"] === null ? {} : { postgresqlUsing: relation["method"] }),
      ...(parents.length === 0 ? {} : { postgresqlInherits: parents }),
      ...storageOptions(relation["options"]),
      ...(relation["tablespace"] === null ? {} : { postgresqlTablespace: relation["tablespace"] }),
    };
  }

  reflectTable(name: string, metadata: MetaData, options: ReflectTableOptions = {}): Promise<Table> {
    return tableFromReflection(this, name, metadata, options);
  }

  async getTableParts(name: string, options: ReflectTableOptions = {}): Promise<ReflectedTableParts> {
    const schema = options.schema ?? null;
    const facts = await this.#tables.get(name, schema);
    return {
      name,
      schema,
      columns: this.#columnsOf(facts, schema).map((column) => withoutSerial(column, options.onSerial)),
      primaryKey: primaryKeyOf(facts),
      foreignKeys: foreignKeysOf(facts, schema),
      uniqueConstraints: uniqueConstraintsOf(facts),
      checkConstraints: checkConstraintsOf(facts),
      indexes: this.#indexesOf(facts),
      comment: { text: textOrNull(facts.relation["comment"]) },
    };
  }

  /** Tables that belong to an extension, and partitions: their parent makes and drops them. */
  getModuleTableNames(schema?: SchemaName): Promise<readonly string[]> {
    return this.#relations(
      `c.relkind IN ('r', 'p') AND (c.relispartition OR EXISTS (SELECT FROM pg_catalog.pg_depend d
        WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'))`,
      schema,
    );
  }

  getOtherObjects(schema?: SchemaName): Promise<readonly string[]> {
    return this.#names(otherObjectsQuery(typeof schema === "string"), argumentsOf(schema));
  }

  async getEnums(): Promise<readonly ReflectedEnum[]> {
    const { rows } = await this.#connection.execute(enumsQuery);
    return rows.map((row) => ({
      name: String(row["name"]),
      schema: row["isVisible"] === true ? null : String(row["schema"]),
      labels: textsOf(row["labels"]),
      columns: JSON.parse(textOrNull(row["columns"]) ?? "[]") as EnumColumn[],
    }));
  }

  cacheTables(schema?: SchemaName, tables?: readonly string[]): Promise<void> {
    return this.#tables.readAll(schema, tables);
  }

  clearCache(): void {
    this.#tables.clear();
  }

  #relations(condition: string, schema: SchemaName): Promise<readonly string[]> {
    return this.#names(
      `SELECT c.relname AS name FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE ${condition} AND ${placeOf(schema)} ORDER BY c.relname`,
      argumentsOf(schema),
    );
  }

  async #names(sql: string, params: readonly string[]): Promise<readonly string[]> {
    return (await this.#connection.execute(sql, params)).rows.map((row) => String(row["name"]));
  }
}

/** A column without the default that SERIAL gave it, if a listener is given for that. */
function withoutSerial(column: ReflectedColumn, onSerial: ReflectTableOptions["onSerial"]): ReflectedColumn {
  const { ownedSequence, type } = column;
  if (onSerial === undefined || ownedSequence === undefined || !/^(INTEGER|BIGINT)$/.test(type.typeName)) return column;
  onSerial(column, ownedSequence);
  return { ...column, default: null };
}
