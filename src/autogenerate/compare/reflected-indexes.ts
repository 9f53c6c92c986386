import type { AutogenContext } from "../autogen-context.js";
import type { TablePair } from "./comparator.js";
import type { ReflectedIndexes } from "./index-difference.js";

/** An index as the database has it, and as it would have it; `undefined` where the models' table could not be made. */
export async function reflectedIndexes(
  context: AutogenContext,
  { tableName, schema, metadataTable }: TablePair,
  name: string,
): Promise<ReflectedIndexes | undefined> {
  const wanted = context.wanted?.table(metadataTable)?.indexes.get(name);
  if (wanted === undefined) return undefined;
  const inspected = (await context.inspector.getIndexes(tableName, schema)).find((index) => index.name === name);
  return inspected === undefined ? undefined : { inspected, wanted };
}
