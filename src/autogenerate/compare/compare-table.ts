import { ModifyTableOps } from "../../operations/directives/modify-table-ops.js";
import type { AutogenContext } from "../autogen-context.js";
import { compareColumns } from "./columns.js";
import type { EqualColumns } from "./matched/equal-columns.js";
import { isBareColumn, type MatchedTable } from "./matched/matched-tables.js";
import type { TablePair } from "./table-pair.js";

/** What is known about a table and its columns before they are compared. */
export interface Knowledge {
  readonly known?: MatchedTable | undefined;
  readonly equal?: EqualColumns | undefined;
}

/** Calls the comparators of tables for one table, and around them those of its columns if both sides have it. */
export async function compareTable(
  context: AutogenContext,
  pair: TablePair,
  { known, equal }: Knowledge = {},
): Promise<ModifyTableOps> {
  const modify = new ModifyTableOps(pair.tableName, [], { schema: pair.schema });
  const { tableName, schema, connTable, metadataTable } = pair;
  const compareRest = (): Promise<void> => context.comparators.dispatch("table", context, modify, pair);
  if (connTable === null || metadataTable === null) await compareRest();
  else {
    const sameColumns = new Set(known?.parts.same.columns);
    const lone = known?.otherColumns ?? [];
    const connParts = pair.connParts ?? connTable;
    const tables = { schema, tableName, connTable: connParts, metadataTable, sameColumns, lone, equal };
    const isNothingElse = pair.connParts !== undefined && known?.parts.missing.every(isBareColumn) === true;
    await compareColumns(context, modify, tables, isNothingElse ? async () => undefined : compareRest);
  }
  return modify;
}
