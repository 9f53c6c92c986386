import type { ReflectedColumn } from "../../dialects/inspector.js";
import { ModifyTableOps } from "../../operations/directives/modify-table-ops.js";
import { CreateTableOp, DropTableOp } from "../../operations/directives/table-ops.js";
import type { UpgradeOps } from "../../operations/directives/upgrade-ops.js";
import { Column } from "../../schema/column.js";
import { MetaData } from "../../schema/metadata.js";
import { sortTables } from "../../schema/sort-tables.js";
import type { Table } from "../../schema/table.js";
import { LogLevel } from "../../support/logger.js";
import type { AutogenContext } from "../autogen-context.js";
import { applyRenames } from "../renames/apply-renames.js";
import { compareColumns } from "./columns.js";
import { type CommonTable, type MatchedTable, matchedTables } from "./matched-tables.js";
import type { ComparatorResult, TablePair } from "./table-pair.js";

/** Compares schema by schema: the default one, and with `includeSchemas` all others. */
export async function compareSchemas(context: AutogenContext, upgradeOps: UpgradeOps): Promise<ComparatorResult> {
  await applyRenames(context, upgradeOps);
  const { inspector } = context;
  const schemas: (string | null)[] = [null];
  if (context.opts.includeSchemas === true)
    for (const name of await inspector.getSchemaNames())
      if (
        name !== "information_schema" &&
        name !== inspector.defaultSchemaName &&
        context.hooks.isSystemSchema?.(name) !== true
      )
        schemas.push(name);
  const included = schemas.filter((name) => context.runNameFilters(name, "schema", {}));
  await context.comparators.dispatch("schema", context, upgradeOps, included);
  return "continue";
}

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

/** Lets the inspector read several tables at once. */
async function readTogether(
  { inspector }: AutogenContext,
  tables: Iterable<{ readonly schema: string | null; readonly name: string }>,
): Promise<void> {
  const names = new Map<string | null, string[]>();
  for (const { schema, name } of tables) {
    const known = names.get(schema);
    if (known === undefined) names.set(schema, [name]);
    else known.push(name);
  }
  for (const [schema, members] of names) await inspector.cacheTables?.(schema, members);
}

/** Has the comparators of tables compare one, with its columns around them where both sides have it. */
async function compareTable(context: AutogenContext, pair: TablePair, known?: MatchedTable): Promise<ModifyTableOps> {
  const modify = new ModifyTableOps(pair.tableName, [], { schema: pair.schema });
  const { tableName, schema, connTable, metadataTable } = pair;
  const compareRest = (): Promise<void> => context.comparators.dispatch("table", context, modify, pair);
  if (connTable === null || metadataTable === null) await compareRest();
  else {
    const sameColumns = new Set(known?.parts.same.columns);
    const lone = known?.otherColumns ?? [];
    const tables = { schema, tableName, connTable: pair.connParts ?? connTable, metadataTable, sameColumns, lone };
    const isNothingElse = pair.connParts !== undefined && known?.parts.missing.every(isBareColumn) === true;
    await compareColumns(context, modify, tables, isNothingElse ? async () => undefined : compareRest);
  }
  return modify;
}

/** Says in the log, as Alembic does, that a column is taken for a SERIAL. */
function sayOf({ migrationContext, dialect }: AutogenContext, table: string) {
  return ({ name }: ReflectedColumn, sequence: string): void =>
    migrationContext.logger.log(
      LogLevel.info,
      `alembic.ddl.${dialect.name}`,
      `Detected sequence named '${sequence}' as owned by integer column '${table}(${name})', assuming SERIAL and omitting`,
    );
}

/** Whether a part is a column without constraints. */
const isBareColumn = (part: object): boolean => part instanceof Column && part.constraints.length === 0;

/** Compares a table of both sides, and reads the database's only where its statements leave something open. */
async function compareCommonTable(
  context: AutogenContext,
  { schema, name, table }: CommonTable,
  known: MatchedTable | undefined,
  existing: MetaData,
): Promise<ModifyTableOps | undefined> {
  const pair = { schema, tableName: name, metadataTable: table };
  const others = known?.otherColumns;
  if (known !== undefined && others !== undefined) {
    const { same, missing } = known.parts;
    if (missing.length === 0 && others.length === 0) return undefined;
    const connParts = { ...same, columns: [...same.columns, ...others.map(({ column }) => column)] };
    return compareTable(context, { ...pair, connTable: table, connParts }, known);
  }
  const connTable = await context.inspector.reflectTable(name, existing, { schema, onSerial: sayOf(context, name) });
  if (!context.runObjectFilters(table, name, "table", false, connTable)) return undefined;
  context.comparedTables.push({ ...pair, connTable });
  return compareTable(context, { ...pair, connTable }, known);
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
    const op = CreateTableOp.fromTable(table);
    upgradeOps.ops.push(op);
    context.detected("tables", `Detected added table '${key}'`, "the models have the table, the database does not", op);
    const pair = { schema, tableName: table.name, connTable: null, metadataTable: table };
    const modify = await compareTable(context, pair);
    if (!modify.isEmpty()) upgradeOps.ops.push(modify);
  }

  const removed = new MetaData();
  const removedTables: Table[] = [];
  const gone = [...inDatabase].filter(([key]) => !inModels.has(key)).map(([, one]) => one);
  await readTogether(context, gone);
  for (const { schema, name } of gone)
    removedTables.push(await inspector.reflectTable(name, removed, { schema, onSerial: sayOf(context, name) }));
  // Tables that others refer to go last, and so come back first.
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

  const existing = new MetaData();
  const order = (schema: string | null, name: string): string => `${schema ?? ""}\u0000${name}`;
  const common = [...inDatabase]
    .flatMap(([key, { schema, name }]) => {
      const table = inModels.get(key)?.table;
      return table === undefined ? [] : [{ schema, name, table }];
    })
    .sort((a, b) => (order(a.schema, a.name) < order(b.schema, b.name) ? -1 : 1));
  const known = await matchedTables(context, common);
  const open = common.filter(({ table }) => known.get(table)?.otherColumns === undefined);
  await readTogether(context, open);
  for (const one of common) {
    const modify = await compareCommonTable(context, one, known.get(one.table), existing);
    if (modify?.isEmpty() === false) upgradeOps.ops.push(modify);
  }
  return "continue";
}
