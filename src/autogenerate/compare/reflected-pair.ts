import type { ReflectedColumn } from "../../dialects/inspector.js";
import type { AutogenContext } from "../autogen-context.js";
import type { ColumnPair } from "./comparator.js";

/** A column as the database has it, and as it would have it from the models. */
export interface ReflectedPair {
  readonly inspected: ReflectedColumn;
  readonly wanted: ReflectedColumn;
}

/** Both reflections of a column, or `undefined` where the models' table could not be made in a scratch database. */
export async function reflectedPair(context: AutogenContext, pair: ColumnPair): Promise<ReflectedPair | undefined> {
  const wanted = context.wanted?.table(pair.metadataColumn.table)?.columns.get(pair.columnName);
  if (wanted === undefined) return undefined;
  const columns = await context.inspector.getColumns(pair.tableName, pair.schema);
  const inspected = columns.find((column) => column.name === pair.columnName);
  return inspected === undefined ? undefined : { inspected, wanted };
}
