import { requireKnownOptions } from "../schema/arguments/option-keys.js";
import { isOptions } from "../schema/arguments/split-options.js";
import type { ConstraintName } from "../schema/names/constraint-name.js";
import type { TableClause } from "../schema/table-clause.js";
import { CommandError } from "../support/command-error.js";
import type { ResultOf } from "./abstract-operations.js";
import { type BatchAlterTableOptions, requireKnownBatchOptions } from "./batch/batch-alter-table-options.js";
import { BatchOperations } from "./batch-operations.js";
import { CallArguments } from "./calls/call-arguments.js";
import { CallQueue } from "./calls/call-queue.js";
import { ConstraintOperations } from "./constraint-operations.js";
import {
  BulkInsertOp,
  type BulkInsertOptions,
  type BulkRow,
  bulkInsertOptionKeys,
} from "./directives/bulk-insert-op.js";
import {
  CreateIndexOp,
  type CreateIndexOptions,
  createIndexOptionKeys,
  DropIndexOp,
  type DropIndexOptions,
  dropIndexOptionKeys,
  type IndexColumns,
} from "./directives/index-ops.js";
import type { MigrateOperation } from "./directives/migrate-operation.js";
import type { Implementation, Implementations, OperationClass } from "./implementations.js";
import { invokeDirective } from "./invoke-directive.js";
import type { OperationsHost } from "./operations-host.js";
import { DirectTarget } from "./statements/direct-target.js";

/** The callback of a batch: it gets the batch, and may be asynchronous. */
export type BatchCallback<T> = (batch: BatchOperations) => Promise<T> | T;

/**
 * The `op` that a migration script works with. Every call returns a promise and joins a queue, so that the calls are
 * carried out in order, whether or not they are awaited.
 *
 * @example
 * ```ts
 * import { type Operations, sa } from "alembic-ts";
 *
 * export async function upgrade(op: Operations): Promise<void> {
 *   await op.createTable(
 *     "account",
 *     sa.Column("id", sa.Integer(), { primaryKey: true }),
 *     sa.Column("name", sa.String(50), { nullable: false }),
 *   );
 *   await op.createIndex("ix_account_name", "account", ["name"]);
 * }
 * ```
 */
export class Operations extends ConstraintOperations {
  /** Implementations of custom and replaced operations, by class. */
  protected readonly implementations: Implementations;

  constructor(host: OperationsHost) {
    super(
      host,
      new CallQueue({ scopes: host.callScopes, onLate: host.onLateCall, signal: host.signal }),
      new DirectTarget(host),
    );
    this.implementations = new.target.implementationsOfClass;
  }

  protected override carryOut(operation: MigrateOperation, queue: CallQueue): Promise<unknown> {
    const { host, target, implementations } = this;
    return invokeDirective(operation, { operations: this, host, target, queue, implementations });
  }

  /** Implementations that this class has in place of the built-in ones. */
  static readonly implementationsOfClass: Implementations = new Map();

  /**
   * Makes a class of operations with one more call. `op.name(…)` makes an operation of the arguments and carries it
   * out; `context.configure({ operations })` uses the class for a run.
   *
   * @throws {@link CommandError} when a call of that name exists.
   */
  static register<This extends typeof Operations, Name extends string, Class extends OperationClass>(
    this: This,
    name: Name,
    operation: Class,
  ): ExtendedOperations<This, Name, Class> {
    // biome-ignore lint/complexity/noThisInStatic: the class that is called may be an extended one already
    return extendOperations(this, name, operation);
  }

  /**
   * Makes a class of operations that carries out one kind of operation in another way.
   *
   * @throws {@link CommandError} when that was replaced already, unless `replace` is given.
   */
  static implementationFor<This extends typeof Operations, Operation extends MigrateOperation>(
    this: This,
    operation: OperationClass<Operation>,
    implementation: Implementation<Operation>,
    options: { readonly replace?: boolean } = {},
  ): This {
    // biome-ignore lint/complexity/noThisInStatic: the class that is called may be an extended one already
    return replaceOperation(this, operation, implementation as Implementation, options.replace ?? false);
  }

  /**
   * Creates an index. Among the columns may be `sa.text()` and other expressions.
   *
   * @throws a database error that names the statement.
   */
  createIndex(
    indexName: ConstraintName,
    tableName: string,
    columns: IndexColumns,
    options: CreateIndexOptions = {},
  ): Promise<void> {
    const given = new CallArguments("createIndex");
    given.names({ "a table": tableName });
    given.columns({ columns }, { expressions: true });
    requireKnownOptions("createIndex", options, createIndexOptionKeys);
    return this.invoke(new CreateIndexOp(indexName, tableName, columns, options));
  }

  /**
   * Drops an index. The table is an argument of its own or an option; MySQL and SQL Server need it.
   *
   * @throws a database error that names the statement.
   */
  dropIndex(
    indexName: ConstraintName,
    tableName?: string | null | DropIndexOptions,
    options: DropIndexOptions = {},
  ): Promise<void> {
    const given = isOptions(tableName)
      ? (tableName as DropIndexOptions)
      : { ...options, tableName: (tableName as string | null | undefined) ?? options.tableName };
    requireKnownOptions("dropIndex", given, dropIndexOptionKeys);
    return this.invoke(new DropIndexOp(indexName, given));
  }

  /**
   * Inserts rows, given as objects, into a table: one that `op.createTable()` returned, or an `sa.table()`.
   *
   * @throws {@link TypeError} when the rows are not a list of objects.
   * @throws a database error that names the statement.
   */
  bulkInsert(table: TableClause, rows: readonly object[], options: BulkInsertOptions = {}): Promise<void> {
    new CallArguments("bulkInsert").table(table);
    requireKnownOptions("bulkInsert", options, bulkInsertOptionKeys);
    return this.invoke(new BulkInsertOp(table, rows as readonly BulkRow[], options));
  }

  /**
   * Changes a table as a whole: the calls of `batch` are kept until the callback ends and then carried out, on SQLite
   * by building the table anew where ALTER TABLE cannot make the change. The options may be left out.
   *
   * @returns the result of the callback.
   * @throws {@link CommandError} when the table cannot be read, or is not as it should be after the change.
   */
  batchAlterTable<T>(tableName: string, callback: BatchCallback<T>): Promise<T>;
  batchAlterTable<T>(tableName: string, options: BatchAlterTableOptions, callback: BatchCallback<T>): Promise<T>;
  batchAlterTable<T>(
    tableName: string,
    optionsOrCallback: BatchAlterTableOptions | BatchCallback<T>,
    maybeCallback?: BatchCallback<T>,
  ): Promise<T> {
    new CallArguments("batchAlterTable").names({ "a table": tableName });
    const isShort = typeof optionsOrCallback === "function";
    const options = isShort ? {} : optionsOrCallback;
    const callback = isShort ? optionsOrCallback : maybeCallback;
    if (callback !== undefined) requireKnownBatchOptions(options);
    if (typeof callback !== "function") throw new TypeError("batchAlterTable() takes a callback as its last argument");
    return this.queue.enqueue(async (queue) => {
      const { BatchTarget } = await import("./batch/batch-target.js");
      const target = new BatchTarget(this.host, tableName, options);
      const batch = new BatchOperations(this.host, this.queue, target, this.implementations);
      const result = await queue.scope(() => callback(batch));
      await target.flush();
      return result;
    });
  }

  /**
   * A batch that stays open until it is flushed, for scripts in a language where a block is not a callback.
   *
   * @internal
   */
  async openBatch(
    tableName: string,
    options: BatchAlterTableOptions,
  ): Promise<{ readonly batch: BatchOperations; flush(): Promise<void> }> {
    const { BatchTarget } = await import("./batch/batch-target.js");
    const target = new BatchTarget(this.host, tableName, options);
    const batch = new BatchOperations(this.host, this.queue, target, this.implementations);
    return { batch, flush: () => this.queue.enqueue(() => target.flush()) };
  }

  /**
   * The run that the calls are part of.
   *
   * @internal
   */
  get runsFor(): OperationsHost {
    return this.host;
  }

  /**
   * Waits until every call is carried out, and refuses calls from then on. The run calls it when the script has ended.
   *
   * @throws the first failure that the script did not await.
   * @internal
   */
  close(): Promise<void> {
    return this.queue.close();
  }
}

/** A class of operations with one more call: its statics, and a constructor of its own. */
export type ExtendedOperations<
  Base extends typeof Operations,
  Name extends string,
  Class extends OperationClass,
> = Pick<Base, keyof Base> & {
  new (
    ...args: ConstructorParameters<Base>
  ): InstanceType<Base> & {
    readonly [Key in Name]: (...args: ConstructorParameters<Class>) => Promise<ResultOf<InstanceType<Class>>>;
  };
};

/** A subclass with a call that makes an operation of its arguments and carries it out. */
export function extendOperations<Base extends typeof Operations, Name extends string, Class extends OperationClass>(
  base: Base,
  name: Name,
  operation: Class,
): ExtendedOperations<Base, Name, Class> {
  if (name in base.prototype) throw new CommandError(`There is an operation '${name}' already`);
  const extended = subclass(base, base.implementationsOfClass);
  Object.defineProperty(extended.prototype, name, {
    configurable: true,
    writable: true,
    value(this: Operations, ...args: unknown[]): Promise<unknown> {
      return this.invoke(new operation(...args));
    },
  });
  return extended as unknown as ExtendedOperations<Base, Name, Class>;
}

/** A subclass that carries out one class of operations in its own way. */
export function replaceOperation<Base extends typeof Operations>(
  base: Base,
  operation: OperationClass<MigrateOperation>,
  implementation: Implementation,
  replace: boolean,
): Base {
  if (base.implementationsOfClass.has(operation) && !replace)
    throw new CommandError(
      `Can not set dispatch function for object ${operation.name}: key already exists. To replace existing function, use replace: true.`,
    );
  return subclass(base, new Map([...base.implementationsOfClass, [operation, implementation]]));
}

function subclass<Base extends typeof Operations>(base: Base, implementations: Implementations): Base {
  // The compiler wants a mixin's base to take any arguments; the constructor is inherited as it is.
  const parent: typeof Operations = base;
  return class extends parent {
    static override readonly implementationsOfClass = implementations;
  } as Base;
}
