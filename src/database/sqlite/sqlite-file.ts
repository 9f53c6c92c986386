import type { QueryResult, SqlParams } from "../connection.js";
import type { FileStorage } from "./file-storage.js";
import type { SqliteApi } from "./sqlite-api.js";
import { SqliteHandle } from "./sqlite-handle.js";

/** A database file as one connection uses it. */
export class SqliteFile {
  /** Absolute path of the file; undefined in memory. */
  readonly path: string | undefined;
  readonly #api: SqliteApi;
  readonly #storage: FileStorage;
  #writer: SqliteHandle | undefined;

  constructor(api: SqliteApi, storage: FileStorage, path: string | undefined) {
    this.#api = api;
    this.#storage = storage;
    this.path = path;
  }

  get isWal(): boolean {
    return false;
  }

  get inTransaction(): boolean {
    return this.#writer?.inTransaction ?? false;
  }

  /** From now on the file itself is open for writing. */
  useForWriting(): SqliteHandle {
    this.#writer ??= new SqliteHandle(this.#api, this.#storage, this.path ?? ":memory:");
    return this.#writer;
  }

  run(sql: string, params?: SqlParams): QueryResult {
    return this.useForWriting().run(sql, params);
  }

  letGo(): void {
    // to be filled
  }

  close(): void {
    this.#writer?.close();
    this.#writer = undefined;
  }
}
