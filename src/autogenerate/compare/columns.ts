import type { ParsedColumn } from "../../dialects/inspector.js";
import { AlterColumnOp } from "../../operations/directives/alter-column-op.js";
import { AddColumnOp, DropColumnOp } from "../../operations/directives/column-ops.js";
import type { ModifyTableOps } from "../../operations/directives/modify-table-ops.js";
import type { Column } from "../../schema/column.js";
import type { Table } from "../../schema/table.js";
import type { AutogenContext } from "../autogen-context.js";
import { keyOf } from "../database-tables.js";
import type { EqualColumns } from "./matched/equal-columns.js";
import type { AlterColumnDraft } from "./table-pair.js";

interface BothTables {
  readonly schema: string | null;
  readonly tableName: string;
  readonly connTable: Pick<Table, "columns">;
  readonly metadataTable: Table;
  /** Columns of the models that the database has in the same form. */
  readonly sameColumns: ReadonlySet<Column>;
  /** Columns of the database that were read without their table. */
  readonly lone: readonly ParsedColumn[];
  /** Where a server keeps no texts that could decide: the columns that were equal so far. */
  readonly equal: EqualColumns | undefined;
}

/** Adds a column that the database does not have. */
export function addColumn(context: AutogenContext, modify: ModifyTableOps, column: Column): void {
  const { schema, tableName } = modify;
  const op = AddColumnOp.fromColumnAndTablename(schema, tableName, column);
  modify.ops.push(op);
  const why = "the models have the column, the database does not";
  context.detected("tables", `Detected added column '${keyOf(schema, tableName)}.${column.name}'`, why, op);
}

/**
 * Finds columns that were added, changed or removed. The other parts of a table are compared before columns are
 * dropped, so that an index is dropped before its column.
 *
 */
export async function compareColumns(
  context: AutogenContext,
  modify: ModifyTableOps,
  tables: BothTables,
  compareRest: () => Promise<void>,
): Promise<void> {
  const { schema, tableName, connTable, metadataTable, sameColumns, equal } = tables;
  const lone = new Map(tables.lone.map(({ column, reflected }) => [column, reflected]));
  // Read once for all columns, where a server keeps no texts that could decide.
  const all = context.hooks.keepsExpressionText ? [] : await context.inspector.getColumns(tableName, schema);
  const byName = new Map(all.map((reflected) => [reflected.name, reflected]));
  const inModels = new Map(metadataTable.columns.filter((one) => !one.system).map((one) => [one.name, one]));
  const inDatabase = new Map(
    connTable.columns
      .filter((one) => context.runNameFilters(one.name, "column", { tableName, schemaName: schema }))
      .map((one) => [one.name, one]),
  );

  for (const [name, column] of inModels) {
    if (inDatabase.has(name) || !context.runObjectFilters(column, name, "column", false, null)) continue;
    addColumn(context, modify, column);
  }

  for (const [columnName, metadataColumn] of inModels) {
    const connColumn = inDatabase.get(columnName);
    if (connColumn === undefined || sameColumns.has(metadataColumn)) continue;
    if (!context.runObjectFilters(metadataColumn, columnName, "column", false, connColumn)) continue;
    const draft: AlterColumnDraft = { schema };
    const inspected = lone.get(connColumn) ?? byName.get(columnName);
    const found = { schema, tableName, columnName, connColumn, metadataColumn };
    const pair = inspected === undefined ? found : { ...found, inspected };
    const given = connColumn.serverDefault === null ? null : (inspected?.default ?? null);
    const key = inspected === undefined ? undefined : equal?.keyOf(metadataColumn, inspected, given);
    if (equal?.has(key)) continue;
    const { lines } = context;
    const known = context.findings.length;
    await context.comparators.dispatch("column", context, draft, pair);
    const op = new AlterColumnOp(tableName, columnName, draft);
    if (!op.hasChanges()) {
      if (context.lines === lines) equal?.add(key);
      continue;
    }
    modify.ops.push(op);
    // One operation can change several properties, each for another reason.
    op.notes.why = Object.fromEntries(context.findings.slice(known).map(({ module, why }) => [module, why]));
  }

  await compareRest();

  // A generated column is dropped before those that its expression names.
  const removed = [...inDatabase].toSorted(([, a], [, b]) => Number(b.computed !== null) - Number(a.computed !== null));
  for (const [name, column] of removed) {
    if (inModels.has(name) || !context.runObjectFilters(column, name, "column", true, null)) continue;
    const op = DropColumnOp.fromColumnAndTablename(schema, tableName, column);
    modify.ops.push(op);
    const why = "the database has the column, the models do not";
    context.detected("tables", `Detected removed column '${keyOf(schema, tableName)}.${name}'`, why, op);
  }
}
