import type { AddColumn, AlterColumn, DropColumn } from "../../schema/ddl/column-nodes.js";
import type { ClauseElement } from "../../schema/elements/clause-element.js";
import { CommandError } from "../../support/command-error.js";
import { isError } from "../../support/is-built-in.js";
import type { OperationsHost } from "../operations-host.js";

/** Whether a directive runs on a database with a limited ALTER TABLE, which needs batch mode for the rest. */
const needsBatch = ({ asSql, backend, connection }: OperationsHost): boolean =>
  !asSql && connection !== undefined && backend?.rebuilder !== undefined;

const inBatch = (table: string, call: string): string =>
  `op.batchAlterTable(${JSON.stringify(table)}, (batch) => batch.${call}) builds the table anew with the change`;

/**
 * Refuses a change of a column for which the database has no statement, or which it would silently omit.
 *
 * @throws {CommandError} that shows the batch to write instead.
 */
export function requireBatch(node: ClauseElement, host: OperationsHost): void {
  if (!needsBatch(host)) return;
  if (node.kind === "addColumn") {
    const { tableName, column } = node as AddColumn;
    if (column.primaryKey)
      throw new CommandError(
        `ADD COLUMN makes no primary key on ${host.dialect.name}: ${inBatch(tableName, `addColumn(sa.Column(${JSON.stringify(column.name)}, …))`)}`,
      );
  }
  if (node.kind !== "alterColumn") return;
  const { tableName, columnName, options } = node as AlterColumn;
  const { type, nullable, serverDefault, sqliteUsing } = options;
  const changes = [
    ...(type === undefined ? [] : ["type"]),
    ...(nullable === undefined ? [] : ["nullable"]),
    ...(serverDefault === undefined ? [] : ["serverDefault"]),
    ...(sqliteUsing === undefined ? [] : ["sqliteUsing"]),
  ];
  if (changes.length > 0)
    throw new CommandError(
      `${host.dialect.name} has no ALTER COLUMN, so op.alterColumn() cannot change ${changes.join(", ")} of '${tableName}.${columnName}': ${inBatch(tableName, `alterColumn(${JSON.stringify(columnName)}, { ${changes.map((name) => `${name}: …`).join(", ")} })`)}`,
    );
}

/**
 * Finds the error to raise for a column that the database cannot add or drop by itself: one that shows the batch to write
 * instead.
 *
 * @returns the given error if it has another reason.
 */
export function withBatch(error: unknown, node: ClauseElement, host: OperationsHost): unknown {
  if (!needsBatch(host) || (node.kind !== "addColumn" && node.kind !== "dropColumn")) return error;
  const [reason = ""] = (isError(error) ? error.message : String(error)).split("\n");
  if (!/^cannot (add|drop)\b|after drop column/i.test(reason)) return error;
  const { tableName } = node as AddColumn | DropColumn;
  const call =
    node.kind === "addColumn"
      ? `addColumn(sa.Column(${JSON.stringify((node as AddColumn).column.name)}, …))`
      : `dropColumn(${JSON.stringify((node as DropColumn).columnName)})`;
  const how =
    node.kind === "addColumn"
      ? `op.batchAlterTable(${JSON.stringify(tableName)}, { recreate: "always" }, (batch) => batch.${call}) builds the table anew with the change`
      : inBatch(tableName, call);
  return new CommandError(`${reason}. ${how}`, { cause: error });
}
