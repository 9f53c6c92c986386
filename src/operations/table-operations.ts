import { requireKnownOptions } from "../schema/arguments/option-keys.js";
import { splitOptions } from "../schema/arguments/split-options.js";
import type { Table, TableItem } from "../schema/table.js";
import { AbstractOperations } from "./abstract-operations.js";
import { CallArguments } from "./calls/call-arguments.js";
import { RenameTableOp, type RenameTableOptions, renameTableOptionKeys } from "./directives/rename-table-op.js";
import {
  CreateTableCommentOp,
  DropTableCommentOp,
  type TableCommentOptions,
  tableCommentOptionKeys,
} from "./directives/table-comment-ops.js";
import {
  CreateTableOp,
  type CreateTableOptions,
  createTableOptionKeys,
  DropTableOp,
  type DropTableOptions,
  dropTableOptionKeys,
} from "./directives/table-ops.js";

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
    const { items, options } = splitOptions<TableItem, CreateTableOptions>(columns);
    const given = new CallArguments("createTable");
    given.names({ "a table": tableName });
    given.items(items);
    requireKnownOptions("createTable", options, createTableOptionKeys);
    return this.invoke(new CreateTableOp(tableName, items, options));
  }

  /**
   * Drops a table.
   *
   * @throws a database error that names the statement.
   */
  dropTable(tableName: string, options: DropTableOptions = {}): Promise<void> {
    new CallArguments("dropTable").names({ "a table": tableName });
    requireKnownOptions("dropTable", options, dropTableOptionKeys);
    return this.invoke(new DropTableOp(tableName, options));
  }

  /**
   * Renames a table.
   *
   * @throws a database error that names the statement.
   */
  renameTable(oldTableName: string, newTableName: string, options: RenameTableOptions = {}): Promise<void> {
    new CallArguments("renameTable").names({ "a table": oldTableName, "the table that it becomes": newTableName });
    requireKnownOptions("renameTable", options, renameTableOptionKeys);
    return this.invoke(new RenameTableOp(oldTableName, newTableName, options));
  }

  /**
   * Sets the comment of a table.
   *
   * @throws {@link CommandError} where the dialect has no comments.
   */
  createTableComment(tableName: string, comment: string | null, options: TableCommentOptions = {}): Promise<void> {
    new CallArguments("createTableComment").names({ "a table": tableName });
    requireKnownOptions("createTableComment", options, tableCommentOptionKeys);
    return this.invoke(new CreateTableCommentOp(tableName, comment, options));
  }

  /**
   * Removes the comment of a table.
   *
   * @throws {@link CommandError} where the dialect has no comments.
   */
  dropTableComment(tableName: string, options: TableCommentOptions = {}): Promise<void> {
    new CallArguments("dropTableComment").names({ "a table": tableName });
    requireKnownOptions("dropTableComment", options, tableCommentOptionKeys);
    return this.invoke(new DropTableCommentOp(tableName, options));
  }
}
