import type { DriverConnection, QueryResult } from "../database/connection.js";
import { InterruptedError } from "../database/interrupted-error.js";
import type { CompiledStatement } from "../dialects/dialect.js";
import type { StatementOrigin, StatementSink } from "../operations/statements/statement-sink.js";
import { StatementError } from "./errors/statement-error.js";
import type { RunListener } from "./run-listener.js";

/** Sends statements to a database; the error of a statement that fails names what it was part of. */
export class OnlineSink implements StatementSink {
  /** The revision whose script is running, for messages. */
  revision: string | undefined;
  readonly #driver: DriverConnection;
  readonly #listener: RunListener | undefined;

  constructor(driver: DriverConnection, listener: RunListener | undefined) {
    this.#driver = driver;
    this.#listener = listener;
  }

  async execute(statement: CompiledStatement, origin?: StatementOrigin): Promise<QueryResult> {
    const { sql, params } = statement;
    this.#listener?.onStatement?.({ sql, params });
    try {
      return await this.#driver.execute(sql, params);
    } catch (error) {
      if (error instanceof InterruptedError || error instanceof StatementError) throw error;
      throw new StatementError(error, { revision: this.revision, origin, sql, params });
    }
  }

  comment(): void {
    // Comments are for the reader of a script.
  }
}
