import type { ReflectedColumn } from "../../dialects/inspector.js";
import type { AutogenContext } from "../autogen-context.js";
import type { ReflectedModelColumn } from "./model-reflection.js";
import type { ColumnPair } from "./table-pair.js";

/** A column as the database stores it, and as it would store that of the models. */
export interface ReflectedPair {
  readonly inspected: ReflectedColumn;
  readonly wanted: ReflectedModelColumn;
}

/** A column as the database stores it. */
export async function inspectedColumn(
  { inspector }: AutogenContext,
  { tableName, schema, columnName, inspected }: ColumnPair,
): Promise<ReflectedColumn | undefined> {
  return inspected ?? (await inspector.getColumns(tableName, schema)).find((column) => column.name === columnName);
}

/**
 * Returns both reflections of a column, or `undefined` where the models' column could not be created in a scratch
 * database.
 */
export async function reflectedPair(context: AutogenContext, pair: ColumnPair): Promise<ReflectedPair | undefined> {
  const inspected = await inspectedColumn(context, pair);
  const wanted = await context.modelReflection?.column(pair.metadataColumn);
  return inspected === undefined || wanted === undefined ? undefined : { inspected, wanted };
}
