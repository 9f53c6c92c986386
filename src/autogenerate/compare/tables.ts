import { CreateTableOp, DropTableOp } from "../../operations/directives/table-ops.js";
import type { UpgradeOps } from "../../operations/directives/upgrade-ops.js";
import { MetaData } from "../../schema/metadata.js";
import { sortTables } from "../../schema/sort-tables.js";
import type { Table } from "../../schema/table.js";
import type { AutogenContext } from "../autogen-context.js";
import {
  comparedKeyOf,
  databaseSchemas,
  databaseTables,
  keyOf,
  readTogether,
  reflectTable,
} from "../database-tables.js";
import { applyRenames } from "../renames/apply-renames.js";
import { compareCommonTables } from "./common-tables.js";
import { compareTable } from "./compare-table.js";
import type { ComparatorResult } from "./table-pair.js";

/** Compares schema by schema: the default one, and with `includeSchemas` all others. */
export async function compareSchemas(context: AutogenContext, upgradeOps: UpgradeOps): Promise<ComparatorResult> {
  await applyRenames(context, upgradeOps);
  const included = await databaseSchemas(context);
  await context.comparators.dispatch("schema", context, upgradeOps, included);
  return "continue";
}

/** The models' tables that take part, by key; the default schema by its name is the same as none. */
function modelTables(
  context: AutogenContext,
): ReadonlyMap<string, { readonly schema: string | null; readonly table: Table }> {
  const { inspector, migrationContext, tableKeyToTable } = context;
  const { versionTableName, opts } = migrationContext;
  const versionKey = comparedKeyOf(context, opts.versionTableSchema ?? null, versionTableName);
  const defaultSchema = comparedKeyOf(context, null, inspector.defaultSchemaName ?? "");
  const found = new Map<string, { schema: string | null; table: Table }>();
  for (const table of context.sortedTables) {
    if (comparedKeyOf(context, table.schema, table.name) === versionKey || !tableKeyToTable.has(table.key)) continue;
    const isDefault = table.schema !== null && comparedKeyOf(context, null, table.schema) === defaultSchema;
    const schema = isDefault ? null : table.schema;
    found.set(comparedKeyOf(context, schema, table.name), { schema, table });
  }
  return found;
}

/** Finds tables that were added, removed or changed, in Alembic's order. */
export async function compareTables(
  context: AutogenContext,
  upgradeOps: UpgradeOps,
  schemas: readonly (string | null)[],
): Promise<ComparatorResult> {
  const inDatabase = await databaseTables(context, schemas);
  const inModels = modelTables(context);

  for (const [key, { schema, table }] of inModels) {
    if (inDatabase.has(key)) continue;
    if (!context.runObjectFilters(table, table.name, "table", false, null)) continue;
    const op = CreateTableOp.fromTable(table);
    upgradeOps.ops.push(op);
    const label = keyOf(schema, table.name);
    context.detected(
      "tables",
      `Detected added table '${label}'`,
      "the models have the table, the database does not",
      op,
    );
    const pair = { schema, tableName: table.name, connTable: null, metadataTable: table };
    const modify = await compareTable(context, pair);
    if (!modify.isEmpty()) upgradeOps.ops.push(modify);
  }

  const removed = new MetaData();
  const removedTables: Table[] = [];
  const gone = [...inDatabase].filter(([key]) => !inModels.has(key)).map(([, one]) => one);
  await readTogether(context, gone);
  for (const one of gone) removedTables.push(await reflectTable(context, one, removed));
  // Tables that others refer to are dropped last, and so created first in the reverse.
  for (const table of [...sortTables(removedTables)].reverse()) {
    if (!context.runObjectFilters(table, table.name, "table", true, null)) continue;
    const pair = { schema: table.schema, tableName: table.name, connTable: table, metadataTable: null };
    context.comparedTables.push(pair);
    const modify = await compareTable(context, pair);
    if (!modify.isEmpty()) upgradeOps.ops.push(modify);
    const op = DropTableOp.fromTable(table);
    upgradeOps.ops.push(op);
    const why = "the database has the table, the models do not";
    context.detected("tables", `Detected removed table '${table.key}'`, why, op);
  }

  const common = [...inDatabase].flatMap(([key, { schema, name }]) => {
    const table = inModels.get(key)?.table;
    return table === undefined ? [] : [{ schema, name, table }];
  });
  await compareCommonTables(context, upgradeOps, common);
  return "continue";
}
