import type { AddColumn, DropColumn } from "../../schema/ddl/column-nodes.js";
import type { DropTable } from "../../schema/ddl/table-nodes.js";
import type { ClauseElement } from "../../schema/elements/clause-element.js";
import { CommandError } from "../../support/command-error.js";
import { inspectorOf, type OperationsHost } from "../operations-host.js";

const rows = (count: number): string => (count === 1 ? "1 row" : `${count} rows`);

async function countRows(host: OperationsHost, table: string, condition = ""): Promise<number> {
  const found = await host.connection?.execute(`SELECT count(*) AS n FROM ${table}${condition}`);
  return Number(found?.rows[0]?.["n"] ?? 0);
}

/** Reports the rows that a statement is about to remove, on the run's terminal. */
export async function noticeLoss(node: ClauseElement, host: OperationsHost): Promise<void> {
  const { connection, dialect, notice } = host;
  if (notice === undefined || connection === undefined || host.asSql) return;
  if (node.kind !== "dropTable" && node.kind !== "dropColumn") return;
  const column = node.kind === "dropColumn" ? (node as DropColumn) : undefined;
  const { name, schema } =
    column === undefined ? (node as DropTable).table : { name: column.tableName, schema: column.schema };
  const inspector = inspectorOf(host, connection);
  if (!(await inspector.hasTable(name, schema))) return;
  const table = dialect.formatTable({ name, schema });
  if (column === undefined) {
    const count = await countRows(host, table);
    if (count > 0) {
      const message = `Dropping table '${name}' with its ${rows(count)}`;
      notice({ table: name, column: undefined, rows: count, message });
    }
    return;
  }
  if (!(await inspector.getColumns(name, schema)).some((one) => one.name === column.columnName)) return;
  const count = await countRows(host, table, ` WHERE ${dialect.quoteIdentifier(column.columnName)} IS NOT NULL`);
  if (count === 0) return;
  const message = `Dropping column '${name}.${column.columnName}' with its values in ${rows(count)}`;
  notice({ table: name, column: column.columnName, rows: count, message });
}

/**
 * Finds the error to raise for a new column that the database refused: if it is NOT NULL and the table has rows, one
 * with the number of rows that lack a value.
 *
 * @returns the given error if it has another reason.
 */
export async function missingValues(error: unknown, node: ClauseElement, host: OperationsHost): Promise<unknown> {
  if (node.kind !== "addColumn" || host.connection === undefined || host.asSql) return error;
  const { column, tableName, schema } = node as AddColumn;
  if (column.nullable || column.serverDefault !== null || column.identity !== null) return error;
  try {
    const count = await countRows(host, host.dialect.formatTable({ name: tableName, schema }));
    return count === 0 ? error : noValueError(tableName, column.name, count, { cause: error });
  } catch {
    // A server that has ended the transaction refuses further queries, and its first error counts.
    return error;
  }
}

/** The error of a NOT NULL column for which rows have no value. */
export function noValueError(table: string, column: string, count: number, options: ErrorOptions = {}): CommandError {
  return new CommandError(
    `Table '${table}' has ${rows(count)} without a value for column '${column}', which is to be NOT NULL. Give the column a serverDefault, or let it be NULL, fill it with op.execute(), and set nullable: false then`,
    options,
  );
}
