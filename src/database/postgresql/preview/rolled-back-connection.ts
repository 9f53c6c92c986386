import type { DriverConnection, QueryResult, RunOptions, SqlParams } from "../../connection.js";
import { DatabaseError } from "../../database-error.js";
import type { DatabaseUrl } from "../../database-url.js";

/** The parts of SQL whose words are not keywords: strings, quoted names, dollar-quoted strings and comments. */
const quoted =
  /[eE]'(?:\\[\s\S]|''|[^'\\])*'?|'[^']*'?|"[^"]*"?|\$([A-Za-z_]\w*|)\$[\s\S]*?(?:\$\1\$|$)|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;
const endsTransaction =
  /(?:^|;)\s*(?:COMMIT|END|ABORT|ROLLBACK(?!\s+(?:WORK\s+|TRANSACTION\s+)?TO\b)|PREPARE\s+TRANSACTION)\b/i;

/**
 * A connection whose transactions are savepoints of one transaction, which is rolled back when the run ends or the
 * connection is closed. Only this connection sees the changes.
 */
export class RolledBackConnection implements DriverConnection {
  readonly dialectName: string;
  readonly paramstyle = "numeric_dollar";
  readonly #inner: DriverConnection;
  /** Called when a run ends, before it is rolled back. */
  atEndOfRun: (() => Promise<void>) | undefined;
  #inTransaction = false;

  constructor(inner: DriverConnection) {
    this.#inner = inner;
    this.dialectName = inner.dialectName;
  }

  get url(): DatabaseUrl {
    return this.#inner.url;
  }

  get inTransaction(): boolean {
    return this.#inTransaction;
  }

  async execute(sql: string, params?: SqlParams): Promise<QueryResult> {
    if (endsTransaction.test(sql.replace(quoted, " ")) && !/\bBEGIN\s+ATOMIC\b/i.test(sql))
      throw new DatabaseError(
        "A preview runs in one transaction that is rolled back, so a statement that ends it cannot be previewed",
        { statement: sql, params },
      );
    await this.#open();
    if (this.#inTransaction) return this.#send(sql, params);
    // Outside a transaction, a statement that fails undoes only its own changes.
    await this.#inner.execute("SAVEPOINT alembic_preview_statement");
    try {
      const result = await this.#send(sql, params);
      await this.#inner.execute("RELEASE SAVEPOINT alembic_preview_statement");
      return result;
    } catch (error) {
      if (this.#inner.inTransaction)
        await this.#inner.execute(
          "ROLLBACK TO SAVEPOINT alembic_preview_statement; RELEASE SAVEPOINT alembic_preview_statement",
        );
      throw error;
    }
  }

  async begin(mode?: "deferred" | "immediate"): Promise<void> {
    await this.#open();
    // A second BEGIN only causes a warning of the server, and takes the lock of the run.
    if (mode === "immediate") await this.#inner.begin("immediate");
    await this.#inner.execute("SAVEPOINT alembic_preview");
    this.#inTransaction = true;
  }

  async commit(): Promise<void> {
    // Checks the deferred constraints, as a commit would. The rollback to the savepoint defers them again.
    await this.#inner.execute("SAVEPOINT alembic_preview_check; SET CONSTRAINTS ALL IMMEDIATE");
    await this.#inner.execute("ROLLBACK TO SAVEPOINT alembic_preview_check; RELEASE SAVEPOINT alembic_preview");
    this.#inTransaction = false;
  }

  async rollback(): Promise<void> {
    if (!this.#inTransaction) return;
    this.#inTransaction = false;
    if (this.#inner.inTransaction)
      await this.#inner.execute("ROLLBACK TO SAVEPOINT alembic_preview; RELEASE SAVEPOINT alembic_preview");
  }

  async beginRun(options?: RunOptions): Promise<void> {
    await this.#inner.beginRun(options);
  }

  async endRun(): Promise<void> {
    this.#inTransaction = false;
    try {
      await this.atEndOfRun?.();
    } finally {
      this.atEndOfRun = undefined;
      await this.#inner.endRun();
    }
  }

  async close(): Promise<void> {
    await this.#inner.close();
  }

  async #open(): Promise<void> {
    if (!this.#inner.inTransaction) await this.#inner.begin();
  }

  async #send(sql: string, params: SqlParams | undefined): Promise<QueryResult> {
    try {
      return await this.#inner.execute(sql, params);
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.driverCode !== "25001") throw error;
      throw new DatabaseError(
        `${error.reason}. A preview runs in one transaction that is rolled back, so this step cannot be previewed; the run itself may do it`,
        { driverCode: error.driverCode, statement: sql, params, cause: error },
      );
    }
  }
}
