import type { DriverConnection } from "../../database/connection.js";
import type { DefaultSpellings } from "../../dialects/compare-hooks.js";
import type { Dialect } from "../../dialects/dialect.js";
import type { ReflectedColumn, ReflectedIndex } from "../../dialects/inspector.js";
import { CreateIndex } from "../../schema/ddl/create-index.js";
import { CreateTable } from "../../schema/ddl/create-table.js";
import type { Table } from "../../schema/table.js";

/** A table of the models as the database itself would have it. */
export interface WantedTable {
  readonly columns: ReadonlyMap<string, ReflectedColumn>;
  readonly indexes: ReadonlyMap<string, ReflectedIndex>;
}

/**
 * The models' tables, made in an empty database of the same dialect when they are asked for, and read back. Two reflections compare where text
 * and schema object do not: both have gone through the same database.
 */
export class WantedSchema {
  readonly #dialect: Dialect;
  readonly #openScratch: () => Promise<DriverConnection>;
  readonly #tables = new Map<Table, WantedTable | undefined>();
  #scratch: DriverConnection | undefined;

  constructor(dialect: Dialect, openScratch: () => Promise<DriverConnection>) {
    this.#dialect = dialect;
    this.#openScratch = openScratch;
  }

  /** The table of the models, or `undefined` where the database does not take it; then the texts decide. */
  async table(table: Table | null): Promise<WantedTable | undefined> {
    // Another schema would have to be attached; its tables are compared by their texts.
    if (table === null || table.schema !== null) return undefined;
    if (!this.#tables.has(table)) this.#tables.set(table, await this.#create(table));
    return this.#tables.get(table);
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

  async #create(table: Table): Promise<WantedTable | undefined> {
    const scratch = await this.#connect();
    if (!(await this.#execute(scratch, new CreateTable(table)))) return undefined;
    for (const index of table.indexes) await this.#execute(scratch, new CreateIndex(index));
    const inspector = this.#dialect.inspector(scratch);
    const columns = await inspector.getColumns(table.name);
    const indexes = await inspector.getIndexes(table.name);
    return {
      columns: new Map(columns.map((column) => [column.name, column])),
      indexes: new Map(indexes.map((index) => [index.name, index])),
    };
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
