import { isError } from "../../support/is-built-in.js";
import type { QueryResult, SqlParams } from "../connection.js";
import { leadingWords } from "./statements/sql-tokens.js";
import { SqliteStatement } from "./statements/sqlite-statement.js";
import { castWideIntegers } from "./statements/wide-integers.js";
import type { FileStorage } from "./storage/file-storage.js";
import { RESULT, type SqliteApi, SqliteFailure } from "./wasm/sqlite-api.js";

const CACHE_SIZE = 100;
const CACHED = new Set(["SELECT", "INSERT", "UPDATE", "DELETE", "REPLACE", "WITH"]);
const COUNTED = new Set(["INSERT", "UPDATE", "DELETE", "REPLACE", "WITH"]);
const TRANSACTION = new Set(["BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE"]);

/** A change of one text to another by a plain name, such as that of the version table in each step of a run. */
const REPEATED = /^(UPDATE ([A-Za-z_]\w*) SET ([A-Za-z_]\w*)=)'([^'\0]*)'( WHERE \2\.\3 = )'([^'\0]*)'$/;

/** One open database of SQLite: runs statements at once, keeps the prepared ones, knows whether a transaction is open. */
export class SqliteHandle {
  readonly #api: SqliteApi;
  readonly #storage: FileStorage;
  readonly #database: number;
  readonly #statements = new Map<string, SqliteStatement>();
  #isOpen = true;
  #inTransaction = false;
  /** Whether a statement of the open transaction failed. */
  #hasFailed = false;

  /** `path` is absolute; without one the database is in memory. */
  constructor(api: SqliteApi, storage: FileStorage, path: string | undefined) {
    this.#api = api;
    this.#storage = storage;
    this.#database = api.open(storage, path === undefined ? ":memory:" : storage.posixPath(path));
  }

  get inTransaction(): boolean {
    return this.#inTransaction;
  }

  /**
   * Runs one statement.
   *
   * @throws {SqliteFailure} when SQLite refuses it.
   */
  run(sql: string, params?: SqlParams): QueryResult {
    return this.#api.bridge.within(this.#storage, () => {
      if (this.#api.isBroken)
        throw new SqliteFailure(RESULT.internal, "SQLite crashed earlier: open it again", undefined);
      this.#api.bridge.lastError = undefined;
      const word = leadingWords(sql, 1)[0] ?? "";
      try {
        const found = this.#execute(word, sql, params);
        const { columns, rows } = found;
        const rowCount = columns.length === 0 && COUNTED.has(word) ? this.#changes() : rows.length;
        if (TRANSACTION.has(word)) this.#afterTransaction();
        return { ...found, rowCount };
      } catch (error) {
        if (!(error instanceof SqliteFailure)) throw this.#crashed(error);
        // Some failures, such as a full disk, roll the whole transaction back.
        if (this.#inTransaction || TRANSACTION.has(word)) {
          this.#hasFailed = true;
          this.#afterTransaction();
        }
        throw error;
      }
    });
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#inTransaction = false;
    if (this.#api.isBroken) return;
    this.#api.bridge.within(this.#storage, () => {
      for (const statement of this.#statements.values()) statement.finalize();
      this.#statements.clear();
      this.#api.module._sqlite3_close_v2(this.#database);
    });
  }

  #execute(word: string, sql: string, params: SqlParams | undefined): ReturnType<SqliteStatement["run"]> {
    const repeated = params === undefined && word === "UPDATE" ? repeatedUpdate(sql) : undefined;
    if (repeated !== undefined) return this.#execute(word, repeated.sql, repeated.params);
    const text = params === undefined ? sql : castWideIntegers(sql, params);
    const cached = this.#statements.get(text);
    if (cached !== undefined) return cached.run(params);
    const statement = this.#prepare(text);
    if (statement === undefined) return { columns: [], rows: [] };
    if (!CACHED.has(word)) {
      try {
        return statement.run(params);
      } finally {
        statement.finalize();
      }
    }
    if (this.#statements.size >= CACHE_SIZE) {
      const [oldest, unused] = this.#statements.entries().next().value!;
      unused.finalize();
      this.#statements.delete(oldest);
    }
    this.#statements.set(text, statement);
    return statement.run(params);
  }

  /** Undefined if the text has only comments and spaces. */
  #prepare(sql: string): SqliteStatement | undefined {
    const { module, memory, out } = this.#api;
    const text = this.#api.allocateText(sql);
    try {
      const result = module._sqlite3_prepare_v2(this.#database, text.pointer, text.length + 1, out, out + 4);
      if (result !== RESULT.ok) throw this.#api.failure(this.#database, result);
      const pointer = memory.view.getUint32(out, true);
      if (pointer === 0) return undefined;
      const rest = memory.bytes.toString("utf8", memory.view.getUint32(out + 4, true), text.pointer + text.length);
      if (/[^\s;]/.test(rest) && leadingWords(rest.replace(/^[\s;]+/, ""), 1).length > 0) {
        module._sqlite3_finalize(pointer);
        throw new SqliteFailure(1, "You can only execute one statement at a time.", undefined);
      }
      return new SqliteStatement(this.#api, this.#database, pointer);
    } finally {
      module._free(text.pointer);
    }
  }

  #changes(): number {
    return this.#api.module._sqlite3_changes(this.#database);
  }

  /** The module trapped, which leaves its memory in an unknown state: its files are closed, which frees their locks. */
  #crashed(error: unknown): unknown {
    if (!isError(error) || error.name !== "RuntimeError") return error;
    this.#api.isBroken = true;
    this.#inTransaction = false;
    this.#api.bridge.closeAll();
    return new SqliteFailure(RESULT.internal, `SQLite crashed: ${error.message}`, undefined);
  }

  #afterTransaction(): void {
    this.#findTransaction();
    if (this.#inTransaction || !this.#hasFailed) return;
    this.#hasFailed = false;
    const { lastError } = this.#api.bridge;
    try {
      // After a failed file call SQLite leaves the journal to the next reader, so the database is read now.
      this.#execute("SELECT", "SELECT 1 FROM sqlite_schema LIMIT 1", undefined);
    } catch {
      // Then it stays for the next reader, as after a crash.
    }
    this.#api.bridge.lastError = lastError;
  }

  /** sql.js does not export `sqlite3_get_autocommit`, but a BEGIN fails only inside a transaction. */
  #findTransaction(): void {
    try {
      this.#execute("BEGIN", "BEGIN", undefined);
    } catch {
      this.#inTransaction = true;
      return;
    }
    this.#execute("COMMIT", "COMMIT", undefined);
    this.#inTransaction = false;
  }
}

/**
 * The same statement with parameters for its texts, so that SQLite prepares it once for a run of a thousand; undefined
 * for any statement of another shape.
 */
export function repeatedUpdate(sql: string): { readonly sql: string; readonly params: readonly string[] } | undefined {
  const match = REPEATED.exec(sql);
  if (match === null) return undefined;
  const [, set = "", , , to = "", where = "", from = ""] = match;
  return { sql: `${set}?${where}?`, params: [to, from] };
}
