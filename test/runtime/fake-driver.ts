import type { DriverConnection, QueryResult, SqlParams } from "../../src/database/connection.js";
import { parseDatabaseUrl } from "../../src/database/database-url.js";

/** A connection without a database: it keeps what it is told. */
export class FakeDriver implements DriverConnection {
  readonly url = parseDatabaseUrl("sqlite:///fake.db");
  readonly dialectName = "sqlite";
  readonly calls: string[] = [];
  inTransaction = false;
  /** Fails a call that begins with this text. */
  failOn: string | undefined;

  async execute(sql: string, _params?: SqlParams): Promise<QueryResult> {
    this.#note(sql);
    return { columns: [], rows: [], rowCount: 1 };
  }
  async begin(mode: "deferred" | "immediate" = "deferred"): Promise<void> {
    this.#note(`begin ${mode}`);
    this.inTransaction = true;
  }
  async commit(): Promise<void> {
    this.#note("commit");
    this.inTransaction = false;
  }
  async rollback(): Promise<void> {
    this.#note("rollback");
    this.inTransaction = false;
  }
  async beginRun(): Promise<void> {
    this.#note("beginRun");
  }
  async endRun(): Promise<void> {
    this.#note("endRun");
  }
  async close(): Promise<void> {
    this.#note("close");
  }

  #note(call: string): void {
    this.calls.push(call);
    if (this.failOn !== undefined && call.startsWith(this.failOn)) throw new Error(`${call} failed`);
  }
}
