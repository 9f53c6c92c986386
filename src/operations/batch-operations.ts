import { requireKnownOptions } from "../schema/arguments/option-keys.js";
import type { Column } from "../schema/column.js";
import type { ClauseElement } from "../schema/elements/clause-element.js";
import type { ConstraintName } from "../schema/names/constraint-name.js";
import { AbstractOperations } from "./abstract-operations.js";
import { CallArguments } from "./calls/call-arguments.js";
import type { CallQueue } from "./calls/call-queue.js";
import { alterColumnOptions } from "./column-operations.js";
import { dropConstraintOptions, type ExcludeConstraintArguments, splitExclude } from "./constraint-operations.js";
import { type AlterColumnKeywords, AlterColumnOp, batchAlterColumnKeys } from "./directives/alter-column-op.js";
import {
  type AddColumnKeywords,
  AddColumnOp,
  batchColumnKeys,
  type ColumnPosition,
  type DropColumnKeywords,
  DropColumnOp,
  dropColumnKeywordKeys,
} from "./directives/column-ops.js";
import {
  CreateCheckConstraintOp,
  CreateExcludeConstraintOp,
  CreateForeignKeyOp,
  CreatePrimaryKeyOp,
  CreateUniqueConstraintOp,
  DropConstraintOp,
} from "./directives/constraint-ops.js";
import {
  type CheckConstraintKeywords,
  type ConstraintType,
  checkConstraintKeywordKeys,
  type DropConstraintKeywords,
  dropConstraintKeywordKeys,
  type ExcludeConstraintKeywords,
  excludeConstraintKeywordKeys,
  type ForeignKeyKeywords,
  foreignKeyKeywordKeys,
  type UniqueConstraintKeywords,
  uniqueConstraintKeywordKeys,
} from "./directives/constraint-options.js";
import {
  CreateIndexOp,
  type DropIndexKeywords,
  DropIndexOp,
  dropIndexKeywordKeys,
  type IndexColumns,
  type IndexKeywords,
  indexKeywordKeys,
} from "./directives/index-ops.js";
import type { MigrateOperation } from "./directives/migrate-operation.js";
import {
  CreateTableCommentOp,
  DropTableCommentOp,
  type TableCommentKeywords,
  tableCommentKeywordKeys,
} from "./directives/table-comment-ops.js";
import type { Implementations } from "./implementations.js";
import { invokeDirective } from "./invoke-directive.js";
import type { OperationsHost } from "./operations-host.js";
import type { OperationTarget } from "./statements/statement-sink.js";

/**
 * The `batch` of `op.batchAlterTable()`: the calls of `op` on one table, without its name. They are kept and carried
 * out together when the callback has ended; `batch.execute()` runs at once.
 *
 * @example
 * ```ts
 * import { type Operations, sa } from "alembic-ts";
 *
 * export async function upgrade(op: Operations): Promise<void> {
 *   await op.batchAlterTable("account", async (batch) => {
 *     batch.addColumn(sa.Column("email", sa.String(200)));
 *     batch.alterColumn("name", { nullable: false });
 *     batch.dropConstraint("uq_account_name", { type: "unique" });
 *   });
 * }
 * ```
 */
export class BatchOperations extends AbstractOperations {
  /** Implementations of custom and replaced operations, by class. */
  protected readonly implementations: Implementations;
  readonly #table: string;
  readonly #schema: string | null;

  constructor(host: OperationsHost, queue: CallQueue, target: OperationTarget, implementations: Implementations) {
    super(host, queue, target);
    this.implementations = implementations;
    this.#table = target.batchTable?.name ?? "";
    this.#schema = target.batchTable?.schema ?? null;
  }

  protected override carryOut(operation: MigrateOperation, queue: CallQueue): Promise<unknown> {
    const { host, target, implementations } = this;
    return invokeDirective(operation, { operations: this, host, target, queue, implementations });
  }

  /** Adds a column, by default after the others. */
  addColumn(column: Column, options: AddColumnKeywords & ColumnPosition = {}): Promise<void> {
    new CallArguments("addColumn").column(column);
    requireKnownOptions("addColumn", options, batchColumnKeys);
    return this.invoke(new AddColumnOp(this.#table, column, { ...options, schema: this.#schema }));
  }

  /** Changes a column; properties that the options do not name stay as they are. */
  alterColumn(columnName: string, options: AlterColumnKeywords & ColumnPosition = {}): Promise<void> {
    new CallArguments("alterColumn").names({ "a column": columnName });
    requireKnownOptions("alterColumn", options, batchAlterColumnKeys);
    return this.invoke(
      new AlterColumnOp(this.#table, columnName, alterColumnOptions({ ...options, schema: this.#schema })),
    );
  }

  /** Drops a column. */
  dropColumn(columnName: string, options: DropColumnKeywords = {}): Promise<void> {
    new CallArguments("dropColumn").names({ "a column": columnName });
    requireKnownOptions("dropColumn", options, dropColumnKeywordKeys);
    return this.invoke(new DropColumnOp(this.#table, columnName, { ...options, schema: this.#schema }));
  }

  /** Adds a primary key in place of the existing one. */
  createPrimaryKey(constraintName: ConstraintName, columns: readonly string[]): Promise<void> {
    new CallArguments("createPrimaryKey").columns({ columns });
    return this.invoke(new CreatePrimaryKeyOp(constraintName, this.#table, columns, { schema: this.#schema }));
  }

  /** Adds a unique constraint. */
  createUniqueConstraint(
    constraintName: ConstraintName,
    columns: readonly string[],
    options: UniqueConstraintKeywords = {},
  ): Promise<void> {
    new CallArguments("createUniqueConstraint").columns({ columns });
    requireKnownOptions("createUniqueConstraint", options, uniqueConstraintKeywordKeys);
    return this.invoke(
      new CreateUniqueConstraintOp(constraintName, this.#table, columns, { ...options, schema: this.#schema }),
    );
  }

  /** Adds a foreign key to columns of another table. */
  createForeignKey(
    constraintName: ConstraintName,
    referentTable: string,
    localCols: readonly string[],
    remoteCols: readonly string[],
    options: ForeignKeyKeywords = {},
  ): Promise<void> {
    const given = new CallArguments("createForeignKey");
    given.names({ "the table that it refers to": referentTable });
    given.columns({ columns: localCols, "columns that they refer to": remoteCols });
    requireKnownOptions("createForeignKey", options, foreignKeyKeywordKeys);
    return this.invoke(
      new CreateForeignKeyOp(constraintName, this.#table, referentTable, localCols, remoteCols, {
        ...options,
        sourceSchema: this.#schema,
      }),
    );
  }

  /** Adds a check constraint; the condition is SQL text or an expression. */
  createCheckConstraint(
    constraintName: ConstraintName,
    condition: string | ClauseElement,
    options: CheckConstraintKeywords = {},
  ): Promise<void> {
    new CallArguments("createCheckConstraint").sql(condition);
    requireKnownOptions("createCheckConstraint", options, checkConstraintKeywordKeys);
    return this.invoke(
      new CreateCheckConstraintOp(constraintName, this.#table, condition, { ...options, schema: this.#schema }),
    );
  }

  /** Adds an exclude constraint, which PostgreSQL has. */
  createExcludeConstraint(
    constraintName: ConstraintName,
    ...elements: ExcludeConstraintArguments<ExcludeConstraintKeywords>
  ): Promise<void> {
    const { pairs, options } = splitExclude<ExcludeConstraintKeywords>(elements);
    requireKnownOptions("createExcludeConstraint", options, excludeConstraintKeywordKeys);
    return this.invoke(
      new CreateExcludeConstraintOp(constraintName, this.#table, pairs, { ...options, schema: this.#schema }),
    );
  }

  /**
   * Drops a constraint by its name. On SQLite one without a name is found by its kind and columns:
   * `batch.dropConstraint(null, { type: "unique", columns: ["a", "b"] })`.
   */
  dropConstraint(
    constraintName: ConstraintName,
    type?: ConstraintType | DropConstraintKeywords,
    options: DropConstraintKeywords = {},
  ): Promise<void> {
    const all = dropConstraintOptions(type, options);
    requireKnownOptions("dropConstraint", all, dropConstraintKeywordKeys);
    return this.invoke(new DropConstraintOp(constraintName, this.#table, { ...all, schema: this.#schema }));
  }

  /** Creates an index. */
  createIndex(indexName: ConstraintName, columns: IndexColumns, options: IndexKeywords = {}): Promise<void> {
    new CallArguments("createIndex").columns({ columns }, { expressions: true });
    requireKnownOptions("createIndex", options, indexKeywordKeys);
    return this.invoke(new CreateIndexOp(indexName, this.#table, columns, { ...options, schema: this.#schema }));
  }

  /** Drops an index. */
  dropIndex(indexName: ConstraintName, options: DropIndexKeywords = {}): Promise<void> {
    requireKnownOptions("dropIndex", options, dropIndexKeywordKeys);
    return this.invoke(new DropIndexOp(indexName, { ...options, tableName: this.#table, schema: this.#schema }));
  }

  /** Sets the comment of the table. */
  createTableComment(comment: string | null, options: TableCommentKeywords = {}): Promise<void> {
    requireKnownOptions("createTableComment", options, tableCommentKeywordKeys);
    return this.invoke(new CreateTableCommentOp(this.#table, comment, { ...options, schema: this.#schema }));
  }

  /** Removes the comment of the table. */
  dropTableComment(options: TableCommentKeywords = {}): Promise<void> {
    requireKnownOptions("dropTableComment", options, tableCommentKeywordKeys);
    return this.invoke(new DropTableCommentOp(this.#table, { ...options, schema: this.#schema }));
  }
}
