import { hasPresentDatabaseFormat } from "./database-header.js";
import type { SqliteHandle } from "./sqlite-handle.js";
import { parseAddedColumn } from "./statements/added-column.js";
import { undoesTransaction } from "./statements/statement-effect.js";
import { statementNames } from "./statements/statement-names.js";
import { TableText } from "./statements/table-text.js";
import type { FileStorage } from "./storage/file-storage.js";

interface EditedTable {
  readonly rowId: number;
  readonly text: TableText;
}

/**
 * Adds columns without reading the whole schema again after each of them.
 *
 * `ALTER TABLE … ADD COLUMN` changes one text in `sqlite_schema`, and then SQLite parses the schema of all tables anew:
 * a long history of revisions on many tables takes time that grows with the square of its length. Here the texts are
 * changed as SQLite would change them, and written to their places before the next statement that could depend on one of
 * them; then SQLite reads the schema once. All of it is part of the open transaction.
 *
 * A few columns are added by the statement itself as fast, so edits begin at {@link SchemaEdits.firstEdit}.
 *
 * See "Other kinds of table schema changes" at sqlite.org/lang_altertable.html for the way over `writable_schema`.
 */
export class SchemaEdits {
  /** How many plain columns a transaction adds by the statement itself before edits begin; bench/README.md has figures. */
  static firstEdit = 8;

  readonly #storage: FileStorage;
  readonly #path: string | undefined;
  readonly #handle: SqliteHandle;
  readonly #edited = new Map<string, EditedTable>();
  /** Names in statements that were checked, by their text without values. */
  readonly #namesOf = new Map<string, readonly string[] | "any">();
  /** Plain columns that the transaction has added so far. */
  #columns = 0;
  /** Whether the database allows it; unknown until the first column of a transaction. */
  #isPossible: boolean | undefined;

  constructor(storage: FileStorage, path: string | undefined, handle: SqliteHandle) {
    this.#storage = storage;
    this.#path = path;
    this.#handle = handle;
  }

  /**
   * Takes a statement that adds a plain column, once the transaction has added enough of them.
   *
   * @returns whether the column is added; otherwise the statement itself has to be run.
   */
  take(sql: string): boolean {
    const column = parseAddedColumn(sql);
    if (column === undefined || this.#columns++ < SchemaEdits.firstEdit) return false;
    this.#isPossible ??= this.#isAllowed();
    if (!this.#isPossible) return false;
    const key = column.table.toLowerCase();
    const table = this.#edited.get(key) ?? this.#find(column.table);
    if (table?.text.add(column) !== true) return false;
    this.#edited.set(key, table);
    return true;
  }

  /** Writes the edits if a statement could depend on one of them. */
  prepareFor(sql: string): void {
    if (this.#edited.size > 0 && this.#mayDepend(sql)) this.flush();
  }

  /**
   * Writes the edits, and tells SQLite and every other connection that the schema changed.
   *
   * @throws {SqliteFailure} when they cannot be written. Then they are written before the next statement, or before the
   *   end of the transaction, so that none is left out.
   */
  flush(): void {
    if (this.#edited.size === 0) return;
    this.#handle.run("PRAGMA writable_schema = ON");
    for (const { rowId, text } of this.#edited.values()) {
      this.#handle.run("UPDATE sqlite_schema SET sql = ? WHERE rowid = ?", [text.sql, rowId]);
    }
    const version = Number(this.#handle.run("PRAGMA schema_version").rows[0]?.["schema_version"]);
    this.#handle.run(`PRAGMA schema_version = ${version + 1}`);
    this.#handle.run("PRAGMA writable_schema = RESET");
    this.#edited.clear();
  }

  /** Forgets the transaction, which has ended. */
  end(): void {
    this.#isPossible = undefined;
    this.#columns = 0;
    if (this.#edited.size === 0) return;
    // The transaction was rolled back, and with it the edits.
    this.#edited.clear();
    this.#handle.run("PRAGMA writable_schema = RESET");
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
    const text = rows.length === 1 && typeof sql === "string" ? TableText.read(sql) : undefined;
    return text === undefined ? undefined : { rowId: Number(rows[0]?.["id"]), text };
  }

  /**
   * A change of rows in other tables, such as the version table, does not depend on edits, nor does a new table or its
   * index.
   */
  #mayDepend(sql: string): boolean {
    // It must be possible where the edits cannot be written.
    if (undoesTransaction(sql)) return false;
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
