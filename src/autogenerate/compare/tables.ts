import { CreateTableOp } from "../../operations/directives/create-table-op.js";
import { DropTableOp } from "../../operations/directives/drop-table-op.js";
import { ModifyTableOps } from "../../operations/directives/modify-table-ops.js";
import type { UpgradeOps } from "../../operations/directives/upgrade-ops.js";
import { MetaData } from "../../schema/metadata.js";
import { sortTables } from "../../schema/sort-tables.js";
import type { Table } from "../../schema/table.js";
import type { AutogenContext } from "../autogen-context.js";
import { compareColumns } from "./columns.js";
import type { ComparatorResult, TablePair } from "./comparator.js";
import { unchangedTables } from "./unchanged-tables.js";

/** From how many tables on reading all of a schema at once pays. */
const manyTables = 8;

const keyOf = (schema: string | null, name: string): string => (schema === null ? name : `${schema}.${name}`);

/** The names of the database's tables that take part, by key. */
async function databaseTables(
  context: AutogenContext,
  schemas: readonly (string | null)[],
): Promise<ReadonlyMap<string, { readonly schema: string | null; readonly name: string }>> {
  const { inspector, migrationContext } = context;
  const versionKey = keyOf(migrationContext.opts.versionTableSchema ?? null, migrationContext.versionTableName);
  const found = new Map<string, { schema: string | null; name: string }>();
  for (const schema of schemas) {
    const ofModules = new Set(await inspector.getModuleTableNames?.(schema));
    for (const name of await inspector.getTableNames(schema)) {
      const key = keyOf(schema, name);
      if (ofModules.has(name) || key === versionKey || !context.runNameFilters(name, "table", { schemaName: schema }))
        continue;
      found.set(key, { schema, name });
    }
  }
  return found;
}

/** The models' tables that take part, by key; the default schema by its name is the same as none. */
function modelTables(
  context: AutogenContext,
): ReadonlyMap<string, { readonly schema: string | null; readonly table: Table }> {
  const { inspector, migrationContext, tableKeyToTable } = context;
  const versionKey = keyOf(migrationContext.opts.versionTableSchema ?? null, migrationContext.versionTableName);
  const found = new Map<string, { schema: string | null; table: Table }>();
  for (const table of context.sortedTables) {
    if (table.key === versionKey || !tableKeyToTable.has(table.key)) continue;
    const schema = table.schema === inspector.defaultSchemaName ? null : table.schema;
    found.set(keyOf(schema, table.name), { schema, table });
  }
  return found;
}

/** Has the comparators of tables compare one, with its columns around them where both sides have it. */
async function compareTable(context: AutogenContext, pair: TablePair): Promise<ModifyTableOps> {
  const modify = new ModifyTableOps(pair.tableName, [], { schema: pair.schema });
  const { connTable, metadataTable } = pair;
  const compareRest = (): Promise<void> => context.comparators.dispatch("table", context, modify, pair);
  if (connTable !== null && metadataTable !== null)
    await compareColumns(context, modify, { ...pair, connTable, metadataTable }, compareRest);
  else await compareRest();
  return modify;
}

/** Finds tables that were added, removed or changed, in Alembic's order. */
export async function compareTables(
  context: AutogenContext,
  upgradeOps: UpgradeOps,
  schemas: readonly (string | null)[],
): Promise<ComparatorResult> {
  const { inspector } = context;
  const inDatabase = await databaseTables(context, schemas);
  const inModels = modelTables(context);

  for (const [key, { schema, table }] of inModels) {
    if (inDatabase.has(key)) continue;
    if (!context.runObjectFilters(table, table.name, "table", false, null)) continue;
    upgradeOps.ops.push(CreateTableOp.fromTable(table));
    context.detected("tables", `Detected added table '${key}'`, "the models have the table, the database does not");
    const pair = { schema, tableName: table.name, connTable: null, metadataTable: table };
    const modify = await compareTable(context, pair);
    if (!modify.isEmpty()) upgradeOps.ops.push(modify);
  }

  const removed = new MetaData();
  const removedTables: Table[] = [];
  for (const [key, { schema, name }] of inDatabase)
    if (!inModels.has(key)) removedTables.push(await inspector.reflectTable(name, removed, { schema }));
  // Tables that others refer to go last, and so come back first.
  for (const table of [...sortTables(removedTables)].reverse()) {
    if (!context.runObjectFilters(table, table.name, "table", true, null)) continue;
    const pair = { schema: table.schema, tableName: table.name, connTable: table, metadataTable: null };
    const modify = await compareTable(context, pair);
    if (!modify.isEmpty()) upgradeOps.ops.push(modify);
    upgradeOps.ops.push(DropTableOp.fromTable(table));
    const why = "the database has the table, the models do not";
    context.detected("tables", `Detected removed table '${table.key}'`, why);
  }

  const existing = new MetaData();
  const order = (schema: string | null, name: string): string => `${schema ?? ""}\u0000${name}`;
  const common = [...inDatabase]
    .flatMap(([key, { schema, name }]) => {
      const table = inModels.get(key)?.table;
      return table === undefined ? [] : [{ schema, name, table }];
    })
    .sort((a, b) => (order(a.schema, a.name) < order(b.schema, b.name) ? -1 : 1));
  const unchanged = await unchangedTables(context, common);
  // One by one costs less only where few are left.
  if (common.length - unchanged.size > manyTables) for (const schema of schemas) await inspector.cacheTables?.(schema);
  for (const { schema, name, table: metadataTable } of common) {
    if (unchanged.has(metadataTable)) continue;
    const connTable = await inspector.reflectTable(name, existing, { schema });
    if (!context.runObjectFilters(metadataTable, name, "table", false, connTable)) continue;
    const modify = await compareTable(context, { schema, tableName: name, connTable, metadataTable });
    if (!modify.isEmpty()) upgradeOps.ops.push(modify);
  }
  return "continue";
}
