import { requireKnownOptions } from "../schema/arguments/option-keys.js";
import type { Column } from "../schema/column.js";
import { CallArguments } from "./calls/call-arguments.js";
import {
  type AlterColumnKeywords,
  AlterColumnOp,
  type AlterColumnOpOptions,
  type AlterColumnOptions,
  alterColumnOptionKeys,
} from "./directives/alter-column-op.js";
import {
  AddColumnOp,
  type AddColumnOptions,
  addColumnOptionKeys,
  DropColumnOp,
  type DropColumnOptions,
  dropColumnOptionKeys,
} from "./directives/column-ops.js";
import { TableOperations } from "./table-operations.js";

/** The calls of `op` on columns. */
export abstract class ColumnOperations extends TableOperations {
  /**
   * Adds a column: `op.addColumn("account", sa.Column("email", sa.String(200)))`. Its foreign keys, unique constraint and
   * index follow as statements of their own.
   *
   * @throws {@link CommandError} on SQLite when such a constraint would have to follow; batch mode does that.
   */
  addColumn(tableName: string, column: Column, options: AddColumnOptions = {}): Promise<void> {
    const given = new CallArguments("addColumn");
    given.names({ "a table": tableName });
    given.column(column);
    requireKnownOptions("addColumn", options, addColumnOptionKeys);
    return this.invoke(new AddColumnOp(tableName, column, options));
  }

  /**
   * Changes a column; properties that the options do not name stay as they are. MySQL and SQL Server define a column as
   * a whole, so they need the `existing…` options too.
   *
   * @throws {@link CommandError} where the dialect cannot, such as SQLite outside of batch mode.
   */
  alterColumn(tableName: string, columnName: string, options: AlterColumnOptions = {}): Promise<void> {
    new CallArguments("alterColumn").names({ "a table": tableName, "a column": columnName });
    requireKnownOptions("alterColumn", options, alterColumnOptionKeys);
    return this.invoke(new AlterColumnOp(tableName, columnName, alterColumnOptions(options)));
  }

  /**
   * Drops a column.
   *
   * @throws a database error that names the statement.
   */
  dropColumn(tableName: string, columnName: string, options: DropColumnOptions = {}): Promise<void> {
    new CallArguments("dropColumn").names({ "a table": tableName, "a column": columnName });
    requireKnownOptions("dropColumn", options, dropColumnOptionKeys);
    return this.invoke(new DropColumnOp(tableName, columnName, options));
  }
}

/** The keywords of a call under the names that the operation has for them. */
export function alterColumnOptions(
  options: AlterColumnKeywords & Pick<AlterColumnOpOptions, "schema" | "insertBefore" | "insertAfter">,
): AlterColumnOpOptions {
  const { nullable, comment, serverDefault, newColumnName, type, ...rest } = options;
  return {
    ...rest,
    modifyNullable: nullable,
    modifyComment: comment,
    modifyServerDefault: serverDefault,
    modifyName: newColumnName,
    modifyType: type,
  };
}
