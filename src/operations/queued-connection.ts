import type { SqlValue } from "../database/connection.js";
import { noRows } from "../database/no-rows.js";
import type { Dialect, ResultValue } from "../dialects/dialect.js";
import type { Inspector } from "../dialects/inspector.js";
import type { Executable } from "../schema/elements/clause-element.js";
import { CommandError } from "../support/command-error.js";
import type { CallQueue } from "./calls/call-queue.js";
import { inspectorOf, type OperationsHost } from "./operations-host.js";
import type { Result } from "./statements/result.js";
import { runStatement, type StatementParams } from "./statements/run-statement.js";

const origin = { directive: "getBind().execute" };

/**
 * The run's connection as `op.getBind()` gives it. Its calls join the queue of the operations, so they see the effects
 * of earlier calls.
 *
 * @example
 * ```ts
 * import type { Operations } from "alembic-ts";
 *
 * export async function upgrade(op: Operations): Promise<void> {
 *   const count = await op.getBind().scalar("SELECT count(*) FROM account");
 *   if (count === 0) await op.dropTable("account");
 * }
 * ```
 */
export class QueuedConnection {
  readonly #host: OperationsHost;
  readonly #queue: CallQueue;

  constructor(host: OperationsHost, queue: CallQueue) {
    this.#host = host;
    this.#queue = queue;
  }

  /** The dialect of the database. */
  get dialect(): Dialect {
    return this.#host.dialect;
  }

  /**
   * Runs one statement, or the same one for each object of a list. Bound values of a string are written `:name`. Values
   * for a clause go through the types of its columns, and choose the columns of an INSERT or UPDATE.
   *
   * @returns the rows as objects, with SQLAlchemy's shortcuts. Columns of an `sa.select()` have the values of their
   * types: JSON is read, and a boolean is true or false.
   * @throws {@link CommandError} when a parameter has no value or rows have values for different columns, and in offline
   * mode, where there is no database to ask.
   * @throws {@link CompileError} when SQL has no such value, or the value does not fit its column.
   * @throws a database error that names the statement and its parameters.
   */
  execute(statement: string, params?: StatementParams): Promise<Result>;
  execute(statement: string | Executable, params?: StatementParams): Promise<Result<ResultValue>>;
  execute(statement: string | Executable, params?: StatementParams): Promise<Result<ResultValue>> {
    return this.#queue.enqueue(() => this.#execute(statement, params));
  }

  /**
   * Runs one statement and reads one value.
   *
   * @returns the first column of the first row, or `undefined` where there is no row.
   * @throws {@link CommandError} in offline mode, where there is no database to ask.
   * @throws a database error that names the statement and its parameters.
   */
  scalar(statement: string, params?: StatementParams): Promise<SqlValue | undefined>;
  scalar(statement: string | Executable, params?: StatementParams): Promise<ResultValue | undefined>;
  scalar(statement: string | Executable, params?: StatementParams): Promise<ResultValue | undefined> {
    return this.#queue.enqueue(async () => (await this.#execute(statement, params)).scalar());
  }

  /**
   * Looks into the schema, as `inspect(op.getBind())` does.
   *
   * @throws {@link CommandError} in offline mode, where there is no database to look into.
   */
  inspector(): Inspector {
    this.#requireDatabase();
    const { sink } = this.#host;
    const inspector = inspectorOf(this.#host, {
      execute: async (sql, params) =>
        (await sink.execute(params === undefined ? { sql } : { sql, params }, origin)) ?? noRows,
    });
    return queuedInspector(inspector, this.#queue);
  }

  async #execute(statement: string | Executable, params: StatementParams | undefined): Promise<Result<ResultValue>> {
    this.#requireDatabase();
    const { dialect, connection, sink } = this.#host;
    return runStatement(statement, params, { dialect, paramstyle: connection?.paramstyle }, (one) =>
      sink.execute(one, origin),
    );
  }

  #requireDatabase(): void {
    if (this.#host.connection !== undefined) return;
    throw new CommandError(
      "There is no database connection in --sql mode; ask op.getContext().isOfflineMode() before using op.getBind().",
    );
  }
}

/** An inspector whose calls join a queue. */
export function queuedInspector(inspector: Inspector, queue: CallQueue): Inspector {
  return new Proxy(inspector, {
    get(target, key): unknown {
      const member: unknown = Reflect.get(target, key, target);
      if (typeof member !== "function") return member;
      return (...args: readonly unknown[]) => queue.enqueue(async (): Promise<unknown> => member.apply(target, args));
    },
  });
}
