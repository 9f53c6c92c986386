import type { SqlParams, SqlValue } from "../database/connection.js";
import type { CompiledStatement, Dialect } from "../dialects/dialect.js";
import type { Executable } from "../schema/executable.js";

import { CommandError } from "../support/command-error.js";
import type { CallQueue } from "./call-queue.js";
import type { OperationsHost } from "./operations-host.js";
import { requireValues } from "./require-values.js";
import { Result } from "./result.js";

const origin = { directive: "getBind().execute" };

/**
 * The run's connection as `op.getBind()` gives it. Its calls join the queue of the operations, so they see what was
 * asked for before them.
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
export class Bind {
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
   * Runs one statement. Bound values of a string are written `:name`.
   *
   * @returns the rows as objects, with SQLAlchemy's shortcuts.
   * @throws {@link CommandError} in offline mode, where there is no database to ask.
   * @throws a database error that names the statement and its parameters.
   */
  execute(statement: string | Executable, params?: SqlParams): Promise<Result> {
    return this.#queue.enqueue(() => this.#execute(statement, params));
  }

  /**
   * Runs one statement and reads one value.
   *
   * @returns the first column of the first row, or `undefined` where there is no row.
   * @throws {@link CommandError} in offline mode, where there is no database to ask.
   * @throws a database error that names the statement and its parameters.
   */
  scalar(statement: string | Executable, params?: SqlParams): Promise<SqlValue | undefined> {
    return this.#queue.enqueue(async () => (await this.#execute(statement, params)).scalar());
  }

  async #execute(statement: string | Executable, params: SqlParams | undefined): Promise<Result> {
    if (this.#host.connection === undefined)
      throw new CommandError(
        "There is no database connection in --sql mode; ask op.getContext().isOfflineMode() before using op.getBind().",
      );
    let answer = new Result({ columns: [], rows: [], rowCount: 0 });
    for (const compiled of this.#compile(statement, params)) {
      requireValues(compiled);
      const found = await this.#host.sink.execute(compiled, origin);
      if (found !== undefined) answer = new Result(found);
    }
    return answer;
  }

  #compile(statement: string | Executable, params: SqlParams | undefined): readonly CompiledStatement[] {
    if (typeof statement === "string") return [params === undefined ? { sql: statement } : { sql: statement, params }];
    const compiled = this.#host.dialect.compile(statement);
    if (params === undefined) return compiled;
    return compiled.map((one) => ({ ...one, params: merge(one.params, params) }));
  }
}

function merge(own: SqlParams | undefined, given: SqlParams): SqlParams {
  if (own === undefined || isList(own) || isList(given)) return given;
  return { ...own, ...given };
}

const isList = (params: SqlParams): params is readonly SqlValue[] => Array.isArray(params);
