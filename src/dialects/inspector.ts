import type { Column } from "../schema/column.js";
import type { MetaData } from "../schema/metadata.js";
import type { Table } from "../schema/table.js";
import type { TypeEngine } from "../schema/types/type-engine.js";

/** A generated column's expression and whether its value is stored. */
export interface ReflectedComputed {
  readonly sqltext: string;
  readonly persisted: boolean | null;
}

/** An identity column's options, as SQLAlchemy names them. */
export interface ReflectedIdentity {
  readonly always?: boolean;
  readonly start?: number | bigint;
  readonly increment?: number | bigint;
  readonly minvalue?: number | bigint;
  readonly maxvalue?: number | bigint;
  readonly nominvalue?: boolean;
  readonly nomaxvalue?: boolean;
  readonly cycle?: boolean;
  readonly cache?: number | bigint;
}

/** A column as the database reports it. */
export interface ReflectedColumn {
  readonly name: string;
  readonly type: TypeEngine;
  /** The type as the database stores it, such as `VARCHAR(20)`; empty if there is none. */
  readonly typeText: string;
  readonly nullable: boolean;
  /** The default as SQL text, without the parentheses of `DEFAULT (…)`; `null` where there is none. */
  readonly default: string | null;
  /** Place in the primary key from 1, or 0 outside of it. */
  readonly primaryKey: number;
  /** Whether ids are never reused (`AUTOINCREMENT`), on databases that have this. */
  readonly autoincrement?: boolean;
  /** The sequence that the default takes its numbers from, where it belongs to this column. */
  readonly ownedSequence?: string;
  readonly computed?: ReflectedComputed;
  readonly identity?: ReflectedIdentity;
  readonly comment?: string | null;
  /** Collation that the column names, as written. */
  readonly collation?: string | null;
  readonly dialectOptions?: Readonly<Record<string, unknown>>;
}

/** A column that was read alone, without its table. */
export interface ParsedColumn {
  readonly reflected: ReflectedColumn;
  /** The column as a schema object, in a table that has only the requested columns. */
  readonly column: Column;
}

/** A primary key; without one `constrainedColumns` is empty. */
export interface ReflectedPrimaryKeyConstraint {
  readonly name: string | null;
  readonly constrainedColumns: readonly string[];
  /** Its comment, where the database keeps one. */
  readonly comment?: string | null;
  /** Present for a constraint that can be checked at the end of a transaction. */
  readonly deferrable?: boolean;
  readonly initially?: string;
  readonly dialectOptions?: Readonly<Record<string, unknown>>;
}

/** The actions of a foreign key, and when it is checked. */
export interface ReflectedForeignKeyOptions {
  readonly onupdate?: string;
  readonly ondelete?: string;
  readonly deferrable?: boolean;
  readonly initially?: string;
  readonly match?: string;
}

/** A foreign key. */
export interface ReflectedForeignKeyConstraint {
  readonly name: string | null;
  readonly constrainedColumns: readonly string[];
  readonly referredSchema: string | null;
  readonly referredTable: string;
  readonly referredColumns: readonly string[];
  readonly options: ReflectedForeignKeyOptions;
  /** Its comment, where the database keeps one. */
  readonly comment?: string | null;
}

/** A unique constraint. */
export interface ReflectedUniqueConstraint {
  readonly name: string | null;
  readonly columnNames: readonly string[];
  /** Name of the index that implements it, on databases that report both. */
  readonly duplicatesIndex?: string;
  /** Its comment, where the database keeps one. */
  readonly comment?: string | null;
  /** Present for a constraint that can be checked at the end of a transaction. */
  readonly deferrable?: boolean;
  readonly initially?: string;
  readonly dialectOptions?: Readonly<Record<string, unknown>>;
}

/** A check constraint; `sqltext` is its condition, verbatim. */
export interface ReflectedCheckConstraint {
  readonly name: string | null;
  readonly sqltext: string;
  /** Column whose definition has the check, if it is not a constraint of the table. */
  readonly column?: string;
  /** Its comment, where the database keeps one. */
  readonly comment?: string | null;
  readonly dialectOptions?: Readonly<Record<string, unknown>>;
}

/** How one part of an index is sorted. */
export type IndexSorting = "asc" | "desc" | "nulls_first" | "nulls_last";

/** An index, one entry of `columnNames` and `expressions` for each of its parts. */
export interface ReflectedIndex {
  readonly name: string;
  /** The column of each part; `null` where the part is an expression. */
  readonly columnNames: readonly (string | null)[];
  /** Text of each part without its sort order: a column's name, or the expression. */
  readonly expressions: readonly string[];
  readonly unique: boolean;
  /** Sort order of the parts that have one, by the part's entry in `expressions`. */
  readonly columnSorting: Readonly<Record<string, readonly IndexSorting[]>>;
  /** Collation of the parts that have one in the index, by the part's entry in `expressions`. */
  readonly columnCollation: Readonly<Record<string, string>>;
  /** Condition of a partial index, verbatim. */
  readonly where: string | null;
  /** Name of the unique constraint that it implements, on databases that report both. */
  readonly duplicatesConstraint?: string;
  readonly dialectOptions: Readonly<Record<string, unknown>>;
  /** The CREATE INDEX statement, where the database stores it. */
  readonly sql: string | null;
}

/** A comment on a table; `null` where there is none. */
export interface ReflectedTableComment {
  readonly text: string | null;
}

/** A column of an enum type. */
export interface EnumColumn {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  /** Whether it holds lists of the values. */
  readonly isArray: boolean;
  readonly default: string | null;
}

/** An enum type of the database, with the columns that have it. */
export interface ReflectedEnum {
  readonly name: string;
  /** Its schema; `null` if the search path finds it. */
  readonly schema: string | null;
  readonly labels: readonly string[];
  readonly columns: readonly EnumColumn[];
}

/** A trigger, with its CREATE TRIGGER statement where the database stores it. */
export interface ReflectedTrigger {
  readonly name: string;
  /** The table or view on which it fires. */
  readonly tableName: string;
  readonly sql: string | null;
}

/** All parts of a table, without its options, as an inspector of a server reports them. */
export interface ReflectedTableParts {
  readonly name: string;
  readonly schema: string | null;
  readonly columns: readonly ReflectedColumn[];
  readonly primaryKey: ReflectedPrimaryKeyConstraint;
  readonly foreignKeys: readonly ReflectedForeignKeyConstraint[];
  readonly uniqueConstraints: readonly ReflectedUniqueConstraint[];
  readonly checkConstraints: readonly ReflectedCheckConstraint[];
  readonly indexes: readonly ReflectedIndex[];
  readonly comment: ReflectedTableComment;
}

/** Options of {@link Inspector.reflectTable}. */
export interface ReflectTableOptions {
  /** Schema of the table; without it, the default schema. */
  readonly schema?: string | null;
  /** Columns for which it returns `false` are left out. */
  readonly includeColumn?: (name: string) => boolean;
  /**
   * Called for an integer column whose default is a sequence that belongs to it, as SERIAL makes them; the column then
   * has no default. Without it, the default stays.
   */
  readonly onSerial?: (column: ReflectedColumn, sequence: string) => void;
}

/** Members of an inspector that exist only if the database has the feature, or can read it faster. */
export interface InspectorExtras {
  /** The enum types of all schemas, on databases that have such types. */
  getEnums?(): Promise<readonly ReflectedEnum[]>;
  /** Dialect options of a table, such as `{ sqliteStrict: true, sqliteWithRowid: false }`. */
  getTableOptions?(table: string, schema?: string | null): Promise<Readonly<Record<string, unknown>>>;
  /** Triggers of one table or view, or of the whole schema when `table` is left out. */
  getTriggers?(table?: string | null, schema?: string | null): Promise<readonly ReflectedTrigger[]>;
  getTempTableNames?(): Promise<readonly string[]>;
  /**
   * All parts of a table at once, without a schema object, on servers whose catalogs decide what a table is.
   *
   * @throws {@link NoSuchTableError} when there is no such table.
   */
  getTableParts?(
    table: string,
    options?: Pick<ReflectTableOptions, "schema" | "onSerial">,
  ): Promise<ReflectedTableParts>;
  /**
   * Tables that belong to a module of the database, such as those of a full-text index. CREATE TABLE does not create
   * them.
   */
  getModuleTableNames?(schema?: string | null): Promise<readonly string[]>;
  /**
   * Objects of a schema, besides views and triggers, that models do not have: each with its kind, such as
   * `sequence order_number`.
   */
  getOtherObjects?(schema?: string | null): Promise<readonly string[]>;
  /**
   * The statements of each table of a schema, where the database stores them verbatim: CREATE TABLE first, then those
   * of its indexes, sorted.
   *
   */
  getStatements?(schema?: string | null): Promise<ReadonlyMap<string, readonly string[]>>;
  /**
   * Whether the server takes `Users` and `users` for one table. Elsewhere, they are two tables, or the dialect's rules of
   * comparison ignore the case of all names.
   */
  foldsTableNames?(): Promise<boolean>;
  /** Reads several tables of a schema at once, by default all, if that is faster than one by one. */
  cacheTables?(schema?: string | null, tables?: readonly string[]): Promise<void>;
  /**
   * Reads some columns of tables at once.
   *
   * @param tables - for each table the definitions of the columns as the database keeps them.
   * @returns by table, in its order; a table with a column that cannot be read alone is left out.
   */
  reflectColumns?(
    tables: ReadonlyMap<string, readonly string[]>,
    schema?: string | null,
  ): Promise<ReadonlyMap<string, readonly ParsedColumn[]>>;
}

/**
 * Reads a database's schema. The names are SQLAlchemy's. Results are cached until `clearCache` is called, so an
 * inspector that was created before a change does not see it.
 *
 * @example
 * ```ts
 * import { connect, inspect } from "alembic-ts";
 *
 * const connection = await connect("sqlite:///app.db");
 * const inspector = inspect(connection);
 * for (const name of await inspector.getTableNames()) {
 *   console.log(name, (await inspector.getColumns(name)).map((column) => column.name));
 * }
 * await connection.close();
 * ```
 *
 */
export interface Inspector extends InspectorExtras {
  /** The default schema. */
  readonly defaultSchemaName: string | null;
  /** Whether the database has comments on tables and columns. */
  readonly supportsComments: boolean;

  getSchemaNames(): Promise<readonly string[]>;
  getTableNames(schema?: string | null): Promise<readonly string[]>;
  getViewNames(schema?: string | null): Promise<readonly string[]>;
  /** The statement of a view. */
  getViewDefinition(view: string, schema?: string | null): Promise<string>;
  hasTable(table: string, schema?: string | null): Promise<boolean>;
  hasIndex(table: string, index: string, schema?: string | null): Promise<boolean>;
  getColumns(table: string, schema?: string | null): Promise<readonly ReflectedColumn[]>;
  getPkConstraint(table: string, schema?: string | null): Promise<ReflectedPrimaryKeyConstraint>;
  getForeignKeys(table: string, schema?: string | null): Promise<readonly ReflectedForeignKeyConstraint[]>;
  getUniqueConstraints(table: string, schema?: string | null): Promise<readonly ReflectedUniqueConstraint[]>;
  getCheckConstraints(table: string, schema?: string | null): Promise<readonly ReflectedCheckConstraint[]>;
  getIndexes(table: string, schema?: string | null): Promise<readonly ReflectedIndex[]>;
  getTableComment(table: string, schema?: string | null): Promise<ReflectedTableComment>;
  /**
   * The table as a schema object in `metadata`, with columns, constraints, indexes and options. Tables that foreign
   * keys name are not read. A table that `metadata` already has is returned unchanged.
   *
   * @throws {@link NoSuchTableError} when there is no such table.
   */
  reflectTable(name: string, metadata: MetaData, options?: ReflectTableOptions): Promise<Table>;
  /** Forgets what was read. */
  clearCache(): void;
}
