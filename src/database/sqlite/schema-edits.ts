import { quoteName } from "../quote-name.js";
import { hasPresentDatabaseFormat } from "./database-header.js";
import { SqliteHandle } from "./sqlite-handle.js";
import { parseAddedColumn } from "./statements/added-column.js";
import { statementNames } from "./statements/statement-names.js";
import type { FileStorage } from "./storage/file-storage.js";
import type { SqliteApi } from "./wasm/sqlite-api.js";

interface EditedTable {
  readonly rowId: number;
  sql: string;
}

/**
 * Adds columns without reading the whole schema again after each of them.
 *
 * `ALTER TABLE … ADD COLUMN` changes one text in `sqlite_schema`, and then SQLite parses the schema of all tables anew:
 * a long history of revisions on many tables takes time that grows with the square of its length. Here the new text
 * comes from SQLite itself, which alters the table alone in a scratch database, and is written to its place. SQLite
 * reads the schema once, before the next statement that could depend on it. All of it is part of the open transaction.
 *
 * Below some hundred columns the plain statement is as fast, so edits begin at {@link SchemaEdits.firstEdit}.
 *
 * See "Other kinds of table schema changes" at sqlite.org/lang_altertable.html for the way over `writable_schema`.
 */
export class SchemaEdits {
  /**
   * How many plain columns a run adds by the statement itself before edits begin. Measured on runs that create a table and
   * add nine columns to it, in turns: with edits from the first column on, 10 to 500 revisions take the same time (0.99 to
   * 1.04), 1,000 revisions take 0.83 of it.
   */
  static firstEdit = 450;

  readonly #storage: FileStorage;
  readonly #path: string | undefined;
  readonly #handle: SqliteHandle;
  readonly #scratch: SqliteHandle;
  readonly #edited = new Map<string, EditedTable>();
  /** Names in statements that were checked, by their text without values. */
  readonly #namesOf = new Map<string, readonly string[] | "any">();
  /** The text of the table that is in the scratch database. */
  #inScratch: string | undefined;
  /** Columns that the run has added so far. */
  #columns = 0;
  /** Whether the database allows it; unknown until the first column of a transaction. */
  #isPossible: boolean | undefined;

  constructor(api: SqliteApi, storage: FileStorage, path: string | undefined, handle: SqliteHandle) {
    this.#storage = storage;
    this.#path = path;
    this.#handle = handle;
    this.#scratch = new SqliteHandle(api, storage, undefined);
  }

  /**
   * Runs a statement that adds a plain column, once the run has added enough of them.
   *
   * @returns whether the statement was run.
   * @throws {SqliteFailure} as the statement itself would, such as for a column that is there already.
   */
  take(sql: string): boolean {
    const column = parseAddedColumn(sql);
    if (column === undefined || this.#columns++ < SchemaEdits.firstEdit) return false;
    this.#isPossible ??= this.#isAllowed();
    if (!this.#isPossible) return false;
    const key = column.table.toLowerCase();
    const table = this.#edited.get(key) ?? this.#find(column.table);
    if (table === undefined) return false;
    const altered = this.#alter(table.sql, sql);
    if (this.#edited.size === 0) this.#handle.run("PRAGMA writable_schema = ON");
    this.#edited.set(key, table);
    this.#handle.run("UPDATE sqlite_schema SET sql = ? WHERE rowid = ?", [altered, table.rowId]);
    table.sql = altered;
    return true;
  }

  /** Makes SQLite read the schema again if a statement could depend on an edit. */
  prepareFor(sql: string): void {
    if (this.#edited.size > 0 && this.#mayDepend(sql)) this.flush();
  }

  /** Tells SQLite and every other connection that the schema changed. */
  flush(): void {
    if (this.#edited.size === 0) return;
    this.#edited.clear();
    const version = Number(this.#handle.run("PRAGMA schema_version").rows[0]?.["schema_version"]);
    this.#handle.run(`PRAGMA schema_version = ${version + 1}`);
    this.#handle.run("PRAGMA writable_schema = RESET");
  }

  /** Forgets the transaction, which has ended. */
  end(): void {
    this.#isPossible = undefined;
    if (this.#edited.size === 0) return;
    // The transaction was rolled back, and with it the edits.
    this.#edited.clear();
    this.#handle.run("PRAGMA writable_schema = RESET");
  }

  close(): void {
    this.#scratch.close();
  }

  /** Temporary tables can hide others, and very old files have a format that must be raised first. */
  #isAllowed(): boolean {
    if (this.#handle.run("SELECT 1 FROM sqlite_temp_schema LIMIT 1").rows.length > 0) return false;
    return this.#path === undefined || hasPresentDatabaseFormat(this.#storage, this.#path);
  }

  #find(name: string): EditedTable | undefined {
    const { rows } = this.#handle.run(
      "SELECT rowid AS id, sql FROM sqlite_schema WHERE type = 'table' AND name = ? COLLATE NOCASE",
      [name],
    );
    const sql = rows[0]?.["sql"];
    if (rows.length !== 1 || typeof sql !== "string" || !/^CREATE TABLE\b/i.test(sql)) return undefined;
    return { rowId: Number(rows[0]?.["id"]), sql };
  }

  #alter(before: string, statement: string): string {
    if (this.#inScratch !== before) {
      for (const { name } of this.#scratch.run("SELECT name FROM sqlite_schema WHERE type = 'table'").rows) {
        if (!String(name).startsWith("sqlite_")) this.#scratch.run(`DROP TABLE ${quoteName(String(name))}`);
      }
      this.#inScratch = undefined;
      this.#scratch.run(before);
    }
    this.#inScratch = undefined;
    this.#scratch.run(statement);
    const { rows } = this.#scratch.run(
      "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    );
    this.#inScratch = String(rows[0]?.["sql"]);
    return this.#inScratch;
  }

  /**
   * A change of rows in other tables, such as the version table, does not depend on edits, nor does a new table or its
   * index.
   */
  #mayDepend(sql: string): boolean {
    // Statements that differ only in their values are checked once.
    const shape = /["`[]|--|\/\*/.test(sql) ? sql : sql.replace(/'[^']*'/g, "''");
    let names = this.#namesOf.get(shape);
    if (names === undefined) {
      names = statementNames(shape);
      if (this.#namesOf.size > 100) this.#namesOf.clear();
      this.#namesOf.set(shape, names);
    }
    return names === "any" || names.some((name) => this.#edited.has(name));
  }
}
