import type { DriverConnection, QueryResult, Row, RunOptions, SqlParams, SqlValue } from "../database/connection.js";
import { DatabaseError } from "../database/database-error.js";
import { DatabaseUrl } from "../database/database-url.js";
import { InterruptedError } from "../database/interrupted-error.js";
import { noRows } from "../database/no-rows.js";
import { ForeignKeyGuard } from "../database/sqlite/foreign-key-guard.js";
import { leadingWords } from "../database/sqlite/statements/sql-tokens.js";
import { endsTransaction, statementEffect } from "../database/sqlite/statements/statement-effect.js";
import { castWideIntegers } from "../database/sqlite/statements/wide-integers.js";
import { setOwnValue } from "../support/own-value.js";
import type { SqlJsDatabase, SqlJsStatement } from "./sql-js.js";

const COUNTED = new Set(["INSERT", "UPDATE", "DELETE", "REPLACE", "WITH"]);

/**
 * A connection to a sql.js database in memory. The database has no file, so there are no locks to wait for. Otherwise
 * it works like a connection to a file: foreign keys are off during a run and are checked before its commit.
 */
export class SqlJsConnection implements DriverConnection {
  readonly url = new DatabaseUrl({ driverName: "sqlite" });
  readonly dialectName = "sqlite";
  readonly #database: SqlJsDatabase;
  #inTransaction = false;
  #isOpen = true;
  #run: { readonly guard: ForeignKeyGuard; readonly signal: AbortSignal | undefined; hasBegun: boolean } | undefined;

  constructor(database: SqlJsDatabase) {
    this.#database = database;
  }

  get inTransaction(): boolean {
    return this.#inTransaction;
  }

  /** Returns the database in the format of a database file, and resets the pragmas of the connection. */
  export(): Uint8Array {
    return this.#database.export();
  }

  async execute(sql: string, params?: SqlParams): Promise<QueryResult> {
    const run = this.#run;
    this.#refuseWhenAborted();
    if (run?.hasBegun && this.#inTransaction) {
      if (endsTransaction(sql)) {
        const reason =
          "A statement can't end the transaction of a migration run, which could not be rolled back then; what must run " +
          "outside of it belongs into op.getContext().autocommitBlock()";
        throw new DatabaseError(reason, { statement: sql });
      }
      if (statementEffect(sql) === "write") run.guard.beforeWrite();
    }
    return this.#perform(sql, params);
  }

  async begin(mode: "deferred" | "immediate" = "deferred"): Promise<void> {
    this.#perform(mode === "immediate" ? "BEGIN IMMEDIATE" : "BEGIN");
    if (this.#run === undefined) return;
    this.#run.guard.begin();
    this.#run.hasBegun = true;
  }

  async commit(): Promise<void> {
    this.#refuseWhenAborted();
    this.#run?.guard.check();
    this.#perform("COMMIT");
    if (this.#run !== undefined) this.#run.hasBegun = false;
  }

  async rollback(): Promise<void> {
    if (this.#inTransaction) this.#rollBack();
    if (this.#run !== undefined) this.#run.hasBegun = false;
  }

  async beginRun({ signal }: RunOptions = {}): Promise<void> {
    if (this.#run !== undefined) throw new Error("A migration run is already using this connection.");
    const guard = new ForeignKeyGuard((sql) => this.#perform(sql));
    // Inside a transaction the pragma has no effect.
    guard.switchOff();
    this.#run = { guard, signal, hasBegun: false };
  }

  async endRun(): Promise<void> {
    const run = this.#run;
    if (run === undefined) return;
    this.#run = undefined;
    if (this.#inTransaction) this.#rollBack();
    run.guard.end();
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#run = undefined;
    this.#inTransaction = false;
    this.#database.close();
  }

  #refuseWhenAborted(): void {
    const signal = this.#run?.signal;
    if (signal?.aborted) throw new InterruptedError(signal.reason);
  }

  #rollBack(): void {
    try {
      this.#perform("ROLLBACK");
    } catch (error) {
      // SQLite itself rolls the transaction back after some errors, such as a lack of memory.
      if (!(error instanceof DatabaseError && error.reason.includes("no transaction is active"))) throw error;
      this.#inTransaction = false;
    }
  }

  #perform(sql: string, params?: SqlParams): QueryResult {
    const word = leadingWords(sql, 1)[0] ?? "";
    let result: QueryResult;
    try {
      const statement = this.#prepare(params === undefined ? sql : castWideIntegers(sql, params));
      if (statement === undefined) return noRows;
      try {
        result = rowsOf(statement, params);
      } finally {
        statement.free();
      }
    } catch (error) {
      if (error instanceof DatabaseError || !(error instanceof Error)) throw error;
      throw new DatabaseError(error.message, { driverCode: "SQLITE_ERROR", statement: sql, params });
    }
    if (word === "BEGIN") this.#inTransaction = true;
    else if (endsTransaction(sql)) this.#inTransaction = false;
    const isCounted = result.columns.length === 0 && COUNTED.has(word);
    return isCounted ? { ...result, rowCount: this.#database.getRowsModified() } : result;
  }

  #prepare(sql: string): SqlJsStatement | undefined {
    const statements = this.#database.iterateStatements(sql);
    const { value, done } = statements.next();
    if (done) return undefined;
    const rest = statements.getRemainingSQL().replace(/^[\s;]+/, "");
    if (rest === "" || leadingWords(rest, 1).length === 0) return value;
    value.free();
    throw new DatabaseError("You can only execute one statement at a time.", { statement: sql });
  }
}

function rowsOf(statement: SqlJsStatement, params: SqlParams | undefined): QueryResult {
  if (params !== undefined) statement.bind(boundValues(params));
  const columns = statement.getColumnNames();
  const isAmbiguous = new Set(columns).size < columns.length;
  const rows: Row[] = [];
  const tuples: SqlValue[][] = [];
  while (statement.step()) {
    const values = statement.get(null, { useBigInt: true }).map(narrow);
    const row: Row = {};
    for (const [index, name] of columns.entries()) setOwnValue(row, name, values[index] ?? null);
    rows.push(row);
    if (isAmbiguous) tuples.push(values);
  }
  return { columns, rows, rowCount: rows.length, ...(isAmbiguous ? { tuples } : {}) };
}

/** Converts a bigint to a number if the number is exact. */
function narrow(value: SqlValue): SqlValue {
  return typeof value === "bigint" && Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

/** Converts values for sql.js: integers of more than 32 bits become text, which the SQL of `castWideIntegers` casts. */
function boundValues(params: SqlParams): readonly unknown[] | Record<string, unknown> {
  const bound = (value: SqlValue): unknown => {
    if (typeof value === "boolean") return value ? 1 : 0;
    const isWide = typeof value === "bigint" || (Number.isSafeInteger(value) && Math.abs(Number(value)) >= 2 ** 31);
    return isWide ? String(value) : value;
  };
  if (Array.isArray(params)) return params.map(bound);
  return Object.fromEntries(Object.entries(params as Row).map(([name, value]) => [`:${name}`, bound(value)]));
}
