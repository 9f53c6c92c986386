import { isOptions } from "../schema/split-options.js";
import type { Table, TableItem } from "../schema/table.js";
import { AbstractOperations } from "./abstract-operations.js";
import { CreateTableCommentOp, type TableCommentOptions } from "./directives/create-table-comment-op.js";
import { CreateTableOp, type CreateTableOptions } from "./directives/create-table-op.js";
import { DropTableCommentOp } from "./directives/drop-table-comment-op.js";
import { DropTableOp, type DropTableOptions } from "./directives/drop-table-op.js";
import { RenameTableOp, type RenameTableOptions } from "./directives/rename-table-op.js";

/** Columns, constraints and indexes of a new table, then options. */
export type CreateTableArguments = TableItem[] | [...items: TableItem[], options: CreateTableOptions];

/** The calls of `op` on whole tables. */
export abstract class TableOperations extends AbstractOperations {
  /**
   * Creates a table: `op.createTable("account", sa.Column(…), sa.UniqueConstraint(…), { schema: "s" })`. Indexes of its
   * columns, and comments where they are statements of their own, follow.
   *
   * @returns the table, which `op.bulkInsert()` takes.
   * @throws a database error that names the statement.
   */
  createTable(tableName: string, ...columns: CreateTableArguments): Promise<Table> {
    const last = columns.at(-1);
    return isOptions(last)
      ? this.invoke(new CreateTableOp(tableName, columns.slice(0, -1) as TableItem[], last as CreateTableOptions))
      : this.invoke(new CreateTableOp(tableName, columns as TableItem[]));
  }

  /**
   * Drops a table.
   *
   * @throws a database error that names the statement.
   */
  dropTable(tableName: string, options: DropTableOptions = {}): Promise<void> {
    return this.invoke(new DropTableOp(tableName, options));
  }

  /**
   * Renames a table.
   *
   * @throws a database error that names the statement.
   */
  renameTable(oldTableName: string, newTableName: string, options: RenameTableOptions = {}): Promise<void> {
    return this.invoke(new RenameTableOp(oldTableName, newTableName, options));
  }

  /**
   * Sets the comment of a table.
   *
   * @throws {@link CommandError} where the dialect has no comments.
   */
  createTableComment(tableName: string, comment: string | null, options: TableCommentOptions = {}): Promise<void> {
    return this.invoke(new CreateTableCommentOp(tableName, comment, options));
  }

  /**
   * Removes the comment of a table.
   *
   * @throws {@link CommandError} where the dialect has no comments.
   */
  dropTableComment(tableName: string, options: TableCommentOptions = {}): Promise<void> {
    return this.invoke(new DropTableCommentOp(tableName, options));
  }
}
