import type { DriverConnection } from "../../database/connection.js";
import type { DefaultSpellings } from "../../dialects/compare-hooks.js";
import type { Dialect } from "../../dialects/dialect.js";
import type { ReflectedCheckConstraint, ReflectedColumn, ReflectedIndex } from "../../dialects/inspector.js";
import { CreateIndex } from "../../schema/ddl/create-index.js";
import { CreateTable } from "../../schema/ddl/create-table.js";
import type { Table } from "../../schema/table.js";

/** A table of the models as the database itself would have it. */
export interface WantedTable {
  readonly columns: ReadonlyMap<string, ReflectedColumn>;
  readonly indexes: ReadonlyMap<string, ReflectedIndex>;
  readonly checks: readonly ReflectedCheckConstraint[];
}

/**
 * The models' tables, made in an empty database of the same dialect and read back. Two reflections compare where text
 * and schema object do not: both have gone through the same database.
 */
export class WantedSchema {
  readonly #dialect: Dialect;
  readonly #openScratch: () => Promise<DriverConnection>;
  readonly #tables = new Map<Table, WantedTable>();
  #scratch: DriverConnection | undefined;

  constructor(dialect: Dialect, openScratch: () => Promise<DriverConnection>) {
    this.#dialect = dialect;
    this.#openScratch = openScratch;
  }

  /** Makes tables and reads them back. What the database does not take is left out, and the texts decide. */
  async create(tables: readonly Table[]): Promise<void> {
    const scratch = await this.#connect();
    await scratch.begin();
    const made: Table[] = [];
    for (const table of tables) {
      // Another schema would have to be attached; its tables are compared by their texts.
      if (table.schema !== null || !(await this.#execute(scratch, new CreateTable(table)))) continue;
      made.push(table);
      for (const index of table.indexes) await this.#execute(scratch, new CreateIndex(index));
    }
    await scratch.commit();
    const inspector = this.#dialect.inspector(scratch);
    await inspector.cacheTables?.();
    for (const table of made) {
      const columns = await inspector.getColumns(table.name);
      const indexes = await inspector.getIndexes(table.name);
      this.#tables.set(table, {
        columns: new Map(columns.map((column) => [column.name, column])),
        indexes: new Map(indexes.map((index) => [index.name, index])),
        checks: await inspector.getCheckConstraints(table.name),
      });
    }
  }

  /** The table of the models, or `undefined` where the database could not make it. */
  table(table: Table | null): WantedTable | undefined {
    return table === null ? undefined : this.#tables.get(table);
  }

  /** Has the database compare two defaults; `undefined` where it cannot tell. */
  async decideDefaults(spellings: DefaultSpellings): Promise<boolean | undefined> {
    return this.#dialect.compareHooks.decideDefaults?.(await this.#connect(), spellings);
  }

  /** Closes the database. */
  async close(): Promise<void> {
    await this.#scratch?.close();
    this.#scratch = undefined;
    this.#tables.clear();
  }

  async #connect(): Promise<DriverConnection> {
    this.#scratch ??= await this.#openScratch();
    return this.#scratch;
  }

  async #execute(scratch: DriverConnection, element: CreateTable | CreateIndex): Promise<boolean> {
    try {
      for (const { sql } of this.#dialect.compile(element)) await scratch.execute(sql);
      return true;
    } catch {
      // A model may use what only the real database has: a function, a collation, an extension.
      return false;
    }
  }
}
