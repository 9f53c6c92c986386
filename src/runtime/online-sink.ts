import type { DriverConnection, QueryResult } from "../database/connection.js";
import { InterruptedError } from "../database/interrupted-error.js";
import { noRows } from "../database/no-rows.js";
import type { CompiledStatement } from "../dialects/dialect.js";
import { noteCall } from "../operations/calls/call-queue.js";
import type { StatementOrigin, StatementSink } from "../operations/statements/statement-sink.js";
import { StatementError } from "./errors/statement-error.js";
import type { RunListener } from "./run-listener.js";

/** The script that a run carries out. */
export interface RunningScript {
  readonly revision: string;
  /** Whether it does not see what became of a call, so that the database need not be waited for. */
  readonly isPlain: boolean;
  /** Returns an error of one of its calls with the revision and the line of the script. */
  name(error: unknown): unknown;
}

/** Calls whose statements are waited for: a user's own may do anything, and the rows of others are counted. */
const waitedFor: ReadonlySet<string> = new Set(["execute", "bulkInsert"]);

/** Sends statements to a database; the error of a statement that fails names what it was part of. */
export class OnlineSink implements StatementSink {
  /** The script that is running. */
  script: RunningScript | undefined;
  readonly #driver: DriverConnection;
  readonly #listener: RunListener | undefined;
  /** The failure of a statement that nobody waited for; every later one failed with it too. */
  #lateFailure: { readonly error: unknown } | undefined;
  /** How many statements were executed ahead, and how many of them have ended well. */
  #sent = 0;
  #done = 0;
  /** Whether statements of scripts are among those that nobody waited for. */
  #hasScripts = false;
  readonly #after: { readonly count: number; readonly work: () => void }[] = [];

  constructor(driver: DriverConnection, listener: RunListener | undefined) {
    this.#driver = driver;
    this.#listener = listener;
  }

  async execute(statement: CompiledStatement, origin?: StatementOrigin): Promise<QueryResult> {
    const { sql, params } = statement;
    const { script } = this;
    const mayGoAhead = script?.isPlain === true && origin !== undefined && !waitedFor.has(origin.directive);
    if (mayGoAhead && this.goesAhead && params === undefined) {
      this.#hasScripts = true;
      await this.executeAhead(statement, { origin });
      return noRows;
    }
    this.#listener?.onStatement?.({ sql, params });
    try {
      return await this.#driver.execute(sql, params);
    } catch (error) {
      if (error instanceof InterruptedError || error instanceof StatementError || error === this.#lateFailure?.error)
        throw error;
      throw new StatementError(error, { revision: script?.revision, origin, sql, params });
    }
  }

  /** Whether the database takes statements without being waited for. */
  get goesAhead(): boolean {
    return this.#driver.executeAhead !== undefined;
  }

  /**
   * Executes a statement without waiting for it, where the database works so. `check` gets the number of rows that it
   * changed.
   */
  async executeAhead(
    statement: CompiledStatement,
    { origin, check }: { readonly origin?: StatementOrigin; readonly check?: (rows: number) => void },
  ): Promise<void> {
    const { sql, params } = statement;
    const driver = this.#driver;
    if (driver.executeAhead === undefined || params !== undefined)
      return check?.((await this.execute(statement)).rowCount);
    const { script } = this;
    this.#listener?.onStatement?.({ sql, params });
    this.#sent += 1;
    await driver.executeAhead(sql, {
      result: (rows) => {
        // The database may execute more after a row that is missing.
        if (this.#lateFailure !== undefined) return;
        try {
          check?.(rows);
        } catch (error) {
          throw this.#keep(error);
        }
        this.#done += 1;
        while (this.#after.length > 0 && (this.#after[0]?.count ?? 0) <= this.#done) this.#after.shift()?.work();
      },
      failure: (error) => {
        const failure = new StatementError(error, { revision: script?.revision, origin, sql, params });
        if (origin?.call !== undefined) noteCall(failure, origin.call);
        return this.#keep(script === undefined ? failure : script.name(failure));
      },
    });
  }

  /** Calls a function when the statements so far have ended well: at once where they have, and never if one fails. */
  after(work: () => void): void {
    if (this.#done === this.#sent) work();
    else this.#after.push({ count: this.#sent, work });
  }

  /**
   * Waits for the statements that nobody waited for.
   *
   * @throws the first failure.
   */
  async settle(): Promise<void> {
    // After its own failure the connection may have another one, and the first counts.
    if (this.#done < this.#sent) await this.#driver.settle?.().catch(() => undefined);
    this.#hasScripts = false;
    this.requireNoLateFailure();
  }

  /** The same as {@link settle}, but for a version that is still to be written, if no statement of a script came before. */
  async settleScripts(): Promise<void> {
    if (this.#hasScripts) await this.settle();
  }

  /** @throws the first failure of a statement that nobody waited for, even if somebody caught it. */
  requireNoLateFailure(): void {
    if (this.#lateFailure !== undefined) throw this.#lateFailure.error;
  }

  #keep(error: unknown): unknown {
    this.#lateFailure ??= { error };
    return error;
  }

  comment(): void {
    // Comments are for the reader of a script.
  }
}
