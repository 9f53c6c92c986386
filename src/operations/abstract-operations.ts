import { ArgumentError } from "../schema/arguments/argument-error.js";
import type { Executable } from "../schema/elements/clause-element.js";
import { type Expression, expression } from "../schema/elements/column-element.js";
import { inferType } from "../schema/elements/infer-type.js";
import { Conv } from "../schema/names/conv.js";
import type { Table } from "../schema/table.js";
import { type TypeInput, toType } from "../schema/types/type-engine.js";
import { CommandError } from "../support/command-error.js";
import { CallArguments } from "./calls/call-arguments.js";
import type { CallQueue } from "./calls/call-queue.js";
import { ExecuteSQLOp } from "./directives/execute-sql-op.js";
import type { MigrateOperation } from "./directives/migrate-operation.js";
import type { CreateTableOp } from "./directives/table-ops.js";
import type { MigrationContextView } from "./migration-context-view.js";
import type { OperationsHost } from "./operations-host.js";
import { QueuedConnection } from "./queued-connection.js";
import { QueuedContext } from "./queued-context.js";
import type { OperationTarget } from "./statements/statement-sink.js";

/**
 * What `op` and the `batch` of `op.batchAlterTable()` have in common.
 *
 * @example
 * ```ts
 * import { type AbstractOperations, sa } from "alembic-ts";
 *
 * async function clean(op: AbstractOperations): Promise<void> {
 *   await op.execute(sa.text("DELETE FROM log WHERE age > :age").bindparams({ age: 30 }));
 * }
 * ```
 */
export abstract class AbstractOperations {
  /** The run's connection, context and options. */
  protected readonly host: OperationsHost;
  /** Keeps the calls in order; see {@link AbstractOperations.invoke}. */
  protected readonly queue: CallQueue;
  /** Where changes go: to the database or script, or into the plan of a batch. */
  protected readonly target: OperationTarget;

  protected constructor(host: OperationsHost, queue: CallQueue, target: OperationTarget) {
    this.host = host;
    this.queue = queue;
    this.target = target;
  }

  /** Carries out an operation, from the queue that its call runs in. */
  protected abstract carryOut(operation: MigrateOperation, queue: CallQueue): Promise<unknown>;

  /**
   * Carries out an operation that is given as data.
   *
   * @returns the table for a `CreateTableOp`, or the result of a custom operation.
   * @throws the error of the operation.
   */
  invoke<Operation extends MigrateOperation>(operation: Operation): Promise<ResultOf<Operation>> {
    return this.queue.enqueue(async (queue) => (await this.carryOut(operation, queue)) as ResultOf<Operation>);
  }

  /**
   * Executes SQL: a string, in which `:name` is a parameter and `\:` a colon, or an `sa` clause. Inside a
   * batch it runs at once, before the batch.
   *
   * @throws a database error that names the statement and its parameters.
   */
  execute(sqltext: string | Executable): Promise<void>;
  execute(sqltext: string | Executable, ...others: readonly unknown[]): Promise<void> {
    new CallArguments("execute").sql(sqltext);
    if (others.length > 0)
      throw new ArgumentError(
        "execute() takes a statement and nothing else; values are bound with sa.text(…).bindparams({ … })",
      );
    return this.invoke(new ExecuteSQLOp(sqltext));
  }

  /** Marks a name as final: no naming convention is applied to it. */
  f(name: string): Conv {
    return new Conv(name);
  }

  /** A value that is always written into the statement, never bound. */
  inlineLiteral(value: unknown, type?: TypeInput | null): Expression {
    return expression(
      { kind: "bind", name: null, value, inline: true },
      type === undefined || type === null ? inferType(value) : toType(type),
    );
  }

  /** The run's connection. Its calls join the queue, so they see the effects of earlier calls. */
  getBind(): QueuedConnection {
    return new QueuedConnection(this.host, this.queue);
  }

  /** The run that the script is part of. */
  getContext(): MigrationContextView {
    return new QueuedContext(this.host, this.queue, this.getBind());
  }

  /**
   * Calls a function with the run's connection, in its place among the other calls.
   *
   * @returns what the function returns.
   * @throws {@link CommandError} in offline mode, where there is no connection.
   */
  runAsync<T, Args extends readonly unknown[]>(
    fn: (connection: QueuedConnection, ...args: Args) => Promise<T> | T,
    ...args: Args
  ): Promise<T> {
    return this.queue.enqueue((queue) => {
      if (this.host.asSql) throw new CommandError("Cannot call runAsync in --sql mode");
      return queue.scope(() => fn(this.getBind(), ...args));
    });
  }
}

/** The result of `op.invoke()`: the table for a `CreateTableOp`, or the result of a custom operation. */
export type ResultOf<Operation extends MigrateOperation> = Operation extends CreateTableOp
  ? Table
  : Operation extends { run(op: never): infer Given }
    ? Awaited<Given>
    : // biome-ignore lint/suspicious/noConfusingVoidType: it is what the promise of a call holds
      void;
