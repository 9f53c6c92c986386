import { AlterColumnOp } from "../../operations/directives/alter-column-op.js";
import { DropConstraintOp } from "../../operations/directives/constraint-ops.js";
import { DropIndexOp } from "../../operations/directives/index-ops.js";
import type { MigrateOperation } from "../../operations/directives/migrate-operation.js";
import { ModifyTableOps } from "../../operations/directives/modify-table-ops.js";
import type { UpgradeOps } from "../../operations/directives/upgrade-ops.js";
import { MetaData } from "../../schema/metadata.js";
import type { Table } from "../../schema/table.js";
import type { AutogenContext } from "../autogen-context.js";
import { readTogether, reflectTable, sayOf } from "../database-tables.js";
import { prepareChecks } from "./check-constraints.js";
import { addColumn } from "./columns.js";
import { compareTable } from "./compare-table.js";
import { prepareIndexes } from "./indexes/reflected-indexes.js";
import { EqualColumns } from "./matched/equal-columns.js";
import { matchInCatalog } from "./matched/match-in-catalog.js";
import {
  type CommonTable,
  isBareColumn,
  isWatched,
  type MatchedTable,
  matchedTables,
} from "./matched/matched-tables.js";
import type { TablePair } from "./table-pair.js";

/** Finds the changes of tables that both sides have, in the order of their names. */
export async function compareCommonTables(
  context: AutogenContext,
  upgradeOps: UpgradeOps,
  tables: readonly CommonTable[],
): Promise<void> {
  const common = tables
    .map((one) => ({ one, order: `${one.schema ?? ""}\u0000${one.name}` }))
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ one }) => one);
  const written = await matchedTables(context, common);
  const open = common.filter(({ table }) => written.get(table)?.otherColumns === undefined);
  await readTogether(context, open);
  await prepareChecks(
    context,
    open.map(({ table }) => table),
  );
  await prepareIndexes(context, open);
  const isCatalog = context.inspector.getTableParts !== undefined && !isWatched(context);
  const equal = isCatalog ? new EqualColumns(context.dialect) : undefined;
  const existing = new MetaData();
  const pairs = new Map<CommonTable, TablePair | undefined>();
  for (const one of common) {
    const known = written.get(one.table) ?? (equal && (await matchInCatalog(context, one, equal)));
    if (known?.otherColumns !== undefined) {
      pairs.set(one, undefined);
      const modify = await compareMatchedTable(context, one, known);
      if (modify?.isEmpty() === false) upgradeOps.ops.push(modify);
      continue;
    }
    const pair = await reflectedPair(context, one, existing);
    if (!context.runObjectFilters(one.table, one.name, "table", false, pair.connTable)) continue;
    pairs.set(one, pair);
    const modify = await compareTable(context, pair, { known, equal });
    if (!modify.isEmpty()) upgradeOps.ops.push(modify);
  }
  const changed = context.hooks.foreignKeysNeedIndexes ? tablesInTheWay(upgradeOps) : undefined;
  for (const [one, pair] of pairs) {
    const isReferring = pair === undefined && changed !== undefined && refersTo(changed, one.table);
    const compared = isReferring ? await reflectedPair(context, one, existing) : pair;
    if (compared !== undefined) context.comparedTables.push(compared);
  }
}

/**
 * The tables, in lower case, of which a foreign key of another table can block a change: a new type, or the drop of an
 * index or a key.
 */
function tablesInTheWay({ ops }: UpgradeOps): ReadonlySet<string> {
  const isInTheWay = (op: MigrateOperation): boolean =>
    op instanceof AlterColumnOp || op instanceof DropIndexOp || op instanceof DropConstraintOp;
  return new Set(
    ops.flatMap((op) => (op instanceof ModifyTableOps && op.ops.some(isInTheWay) ? [op.tableName.toLowerCase()] : [])),
  );
}

const refersTo = (names: ReadonlySet<string>, table: Table): boolean =>
  names.size > 0 && table.foreignKeyConstraints.some((key) => names.has(key.referredTableName.table.toLowerCase()));

/** Compares a table of which the statements or the facts decide, without a schema object of that of the database. */
async function compareMatchedTable(
  context: AutogenContext,
  { schema, name, table }: CommonTable,
  known: MatchedTable,
): Promise<ModifyTableOps | undefined> {
  const { same, missing } = known.parts;
  const others = known.otherColumns ?? [];
  const saySerial = sayOf(context, name);
  for (const [column, sequence] of known.serials ?? []) saySerial(column, sequence);
  if (missing.length === 0 && others.length === 0) return undefined;
  if (others.length === 0 && missing.every(isBareColumn)) {
    const modify = new ModifyTableOps(name, [], { schema });
    for (const column of missing) addColumn(context, modify, column);
    return modify;
  }
  const connParts = { ...same, columns: [...same.columns, ...others.map(({ column }) => column)] };
  const pair = { schema, tableName: name, metadataTable: table, connTable: table, connParts };
  return compareTable(context, pair, { known });
}

/** Reads the table of the database as a schema object. */
async function reflectedPair(
  context: AutogenContext,
  { schema, name, table }: CommonTable,
  existing: MetaData,
): Promise<TablePair> {
  const connTable = await reflectTable(context, { schema, name }, existing);
  return { schema, tableName: name, connTable, metadataTable: table };
}
