import type { FileStorage } from "../storage/file-storage.js";
import type { WasmFileBridge } from "./wasm-file-bridge.js";
import type { WasmMemory } from "./wasm-memory.js";

/** The functions of SQLite that are used here, as sql.js exports them. Pointers are numbers. */
export interface SqlJsModule {
  _malloc(size: number): number;
  _free(pointer: number): void;
  _sqlite3_close_v2(database: number): number;
  _sqlite3_prepare_v2(database: number, sql: number, length: number, statement: number, tail: number): number;
  _sqlite3_step(statement: number): number;
  _sqlite3_reset(statement: number): number;
  _sqlite3_finalize(statement: number): number;
  _sqlite3_clear_bindings(statement: number): number;
  _sqlite3_bind_text(statement: number, index: number, text: number, length: number, destructor: number): number;
  _sqlite3_bind_blob(statement: number, index: number, blob: number, length: number, destructor: number): number;
  _sqlite3_bind_double(statement: number, index: number, value: number): number;
  _sqlite3_bind_int(statement: number, index: number, value: number): number;
  _sqlite3_bind_parameter_index(statement: number, name: number): number;
  _sqlite3_column_count(statement: number): number;
  _sqlite3_column_name(statement: number, index: number): number;
  _sqlite3_column_type(statement: number, index: number): number;
  _sqlite3_column_double(statement: number, index: number): number;
  _sqlite3_column_text(statement: number, index: number): number;
  _sqlite3_column_blob(statement: number, index: number): number;
  _sqlite3_column_bytes(statement: number, index: number): number;
  _sqlite3_changes(database: number): number;
  _sqlite3_errmsg(database: number): number;
  /** sql.js exports its own wrapper for names, but a database is opened through the C function. */
  cwrap(name: string, result: "number", args: readonly string[]): (...args: unknown[]) => number;
}

/** SQLite's result codes that are distinguished here. */
export const RESULT = {
  ok: 0,
  internal: 2,
  busy: 5,
  noMemory: 7,
  readOnly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  protocol: 15,
  mismatch: 20,
  notADatabase: 26,
  row: 100,
  done: 101,
} as const;

const RESULT_NAMES = [
  "OK ERROR INTERNAL PERM ABORT BUSY LOCKED NOMEM READONLY INTERRUPT IOERR CORRUPT NOTFOUND FULL CANTOPEN PROTOCOL",
  "EMPTY SCHEMA TOOBIG CONSTRAINT MISMATCH MISUSE NOLFS AUTH FORMAT RANGE NOTADB NOTICE WARNING",
]
  .join(" ")
  .split(" ");

/** The name of a result code, such as `SQLITE_BUSY`. */
export function resultName(result: number): string {
  return `SQLITE_${RESULT_NAMES[result & 0xff] ?? result}`;
}

/** A failed call, before it is turned into an error for callers. */
export class SqliteFailure extends Error {
  readonly result: number;
  readonly fileError: NodeJS.ErrnoException | undefined;

  constructor(result: number, message: string, fileError: NodeJS.ErrnoException | undefined) {
    super(message);
    this.result = result;
    this.fileError = fileError;
  }
}

/** SQLite in WASM with its memory and its bridge to files. */
export class SqliteApi {
  readonly module: SqlJsModule;
  readonly memory: WasmMemory;
  readonly bridge: WasmFileBridge;
  /** Memory for one pointer that a call returns. */
  readonly out: number;
  /** Whether the module crashed; its memory cannot be trusted any more. */
  isBroken = false;

  constructor(module: SqlJsModule, memory: WasmMemory, bridge: WasmFileBridge) {
    this.module = module;
    this.memory = memory;
    this.bridge = bridge;
    this.out = module._malloc(8);
  }

  /** Opens a database by SQLite's name of it: an absolute path or `:memory:`. */
  open(storage: FileStorage, name: string): number {
    return this.bridge.within(storage, () => {
      const open = this.module.cwrap("sqlite3_open", "number", ["string", "number"]);
      const result = open(name, this.out);
      const database = this.memory.view.getUint32(this.out, true);
      if (result === RESULT.ok) return database;
      const failure = this.failure(database, result);
      this.module._sqlite3_close_v2(database);
      throw failure;
    });
  }

  /** Copies text into the module's memory, for the caller to free. */
  allocateText(text: string): { readonly pointer: number; readonly length: number } {
    const length = Buffer.byteLength(text);
    const pointer = this.#allocate(length + 1);
    const { bytes } = this.memory;
    bytes.write(text, pointer, length, "utf8");
    bytes[pointer + length] = 0;
    return { pointer, length };
  }

  /** Copies bytes into the module's memory, for the caller to free. */
  allocateBytes(blob: Uint8Array): number {
    const pointer = this.#allocate(blob.length + 1);
    this.memory.bytes.set(blob, pointer);
    return pointer;
  }

  /** The message for the current result code, with the file call that caused it. */
  failure(database: number, result: number): SqliteFailure {
    const message = this.memory.string(this.module._sqlite3_errmsg(database));
    return new SqliteFailure(result & 0xff, message, this.bridge.lastError);
  }

  #allocate(size: number): number {
    const pointer = this.module._malloc(size);
    if (pointer === 0) throw new SqliteFailure(RESULT.noMemory, "out of memory", undefined);
    return pointer;
  }
}
