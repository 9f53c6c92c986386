import { isBytes } from "../../../support/is-built-in.js";
import { setOwnValue } from "../../../support/own-value.js";
import type { QueryResult, Row, SqlParams, SqlValue } from "../../connection.js";
import { RESULT, type SqliteApi, SqliteFailure } from "../wasm/sqlite-api.js";

const TYPE = { integer: 1, float: 2, text: 3, blob: 4 } as const;
/** Tells SQLite to copy what is bound. */
const TRANSIENT = -1;
const INT32_MIN = -(2 ** 31);
const INT32_MAX = 2 ** 31 - 1;

/** The result of a statement, in the form of {@link QueryResult}. */
type StatementRows = Pick<QueryResult, "columns" | "rows" | "tuples">;

/** A prepared statement. */
export class SqliteStatement {
  readonly #api: SqliteApi;
  readonly #database: number;
  readonly #pointer: number;

  constructor(api: SqliteApi, database: number, pointer: number) {
    this.#api = api;
    this.#database = database;
    this.#pointer = pointer;
  }

  /** Runs to the end and returns all rows. */
  run(params: SqlParams | undefined): StatementRows {
    const { module } = this.#api;
    try {
      if (params !== undefined) this.#bindAll(params);
      const rows: Row[] = [];
      const tuples: SqlValue[][] = [];
      let columns: string[] | undefined;
      let isAmbiguous = false;
      for (;;) {
        const result = module._sqlite3_step(this.#pointer);
        if (result === RESULT.row) {
          if (columns === undefined) {
            columns = this.#columns();
            isAmbiguous = new Set(columns).size < columns.length;
          }
          rows.push(this.#row(columns));
          if (isAmbiguous) tuples.push(columns.map((_, index) => this.#value(index)));
        } else if (result === RESULT.done) {
          return { columns: columns ?? this.#columns(), rows, ...(isAmbiguous ? { tuples } : {}) };
        } else {
          throw this.#api.failure(this.#database, result);
        }
      }
    } finally {
      module._sqlite3_reset(this.#pointer);
      if (params !== undefined) module._sqlite3_clear_bindings(this.#pointer);
    }
  }

  finalize(): void {
    this.#api.module._sqlite3_finalize(this.#pointer);
  }

  #columns(): string[] {
    const { module, memory } = this.#api;
    const count = module._sqlite3_column_count(this.#pointer);
    const names: string[] = [];
    for (let index = 0; index < count; index++) {
      names.push(memory.string(module._sqlite3_column_name(this.#pointer, index)));
    }
    return names;
  }

  #row(columns: readonly string[]): Row {
    const row: Row = {};
    for (let index = 0; index < columns.length; index++) setOwnValue(row, columns[index]!, this.#value(index));
    return row;
  }

  #value(index: number): SqlValue {
    const { module, memory } = this.#api;
    const pointer = this.#pointer;
    switch (module._sqlite3_column_type(pointer, index)) {
      case TYPE.integer: {
        const value = module._sqlite3_column_double(pointer, index);
        return Number.isSafeInteger(value) ? value : BigInt(this.#text(index));
      }
      case TYPE.float:
        return module._sqlite3_column_double(pointer, index);
      case TYPE.text:
        return this.#text(index);
      case TYPE.blob: {
        const start = module._sqlite3_column_blob(pointer, index);
        const length = module._sqlite3_column_bytes(pointer, index);
        return Uint8Array.from(memory.bytes.subarray(start, start + length));
      }
      default:
        return null;
    }
  }

  #text(index: number): string {
    const { module, memory } = this.#api;
    const start = module._sqlite3_column_text(this.#pointer, index);
    return memory.bytes.toString("utf8", start, start + module._sqlite3_column_bytes(this.#pointer, index));
  }

  #bindAll(params: SqlParams): void {
    if (Array.isArray(params)) {
      const list = params as readonly SqlValue[];
      for (let index = 0; index < list.length; index++) this.#bind(index + 1, list[index]!);
      return;
    }
    for (const [name, value] of Object.entries(params as Record<string, SqlValue>)) {
      const key = this.#api.allocateText(`:${name}`);
      const index = this.#api.module._sqlite3_bind_parameter_index(this.#pointer, key.pointer);
      this.#api.module._free(key.pointer);
      if (index !== 0) this.#bind(index, value);
    }
  }

  #bind(index: number, value: SqlValue): void {
    const { module } = this.#api;
    const pointer = this.#pointer;
    let result: number;
    if (value === null || value === undefined) {
      result = module._sqlite3_bind_blob(pointer, index, 0, 0, TRANSIENT);
    } else if (typeof value === "boolean") {
      result = module._sqlite3_bind_int(pointer, index, value ? 1 : 0);
    } else if (typeof value === "number" && !isWideInteger(value)) {
      const isInt = Number.isSafeInteger(value) && !Object.is(value, -0);
      result = isInt
        ? module._sqlite3_bind_int(pointer, index, value)
        : module._sqlite3_bind_double(pointer, index, value);
    } else if (isBytes(value)) {
      const blob = this.#api.allocateBytes(value);
      result = module._sqlite3_bind_blob(pointer, index, blob, value.length, TRANSIENT);
      module._free(blob);
    } else if (typeof value === "object" || typeof value === "function" || typeof value === "symbol") {
      const reason = `Error binding parameter ${index}: type '${typeof value}' is not supported`;
      throw new SqliteFailure(RESULT.mismatch, reason, undefined);
    } else {
      if (typeof value === "bigint" && BigInt.asIntN(64, value) !== value) {
        throw new SqliteFailure(
          RESULT.mismatch,
          `the integer ${value} is too large for SQLite, which has 64 bits`,
          undefined,
        );
      }
      // A wide integer is bound as text and cast back in the statement, see wide-integers.ts.
      const text = this.#api.allocateText(String(value));
      result = module._sqlite3_bind_text(pointer, index, text.pointer, text.length, TRANSIENT);
      module._free(text.pointer);
    }
    if (result === RESULT.ok) return;
    const range = result === 25 ? new SqliteFailure(result, `there is no parameter ${index}`, undefined) : undefined;
    throw range ?? this.#api.failure(this.#database, result);
  }
}

/** Whether a value is an integer that sql.js cannot bind as one: its binding takes 32 bits. */
export function isWideInteger(value: SqlValue): boolean {
  if (typeof value === "bigint") return true;
  return typeof value === "number" && Number.isSafeInteger(value) && (value > INT32_MAX || value < INT32_MIN);
}
