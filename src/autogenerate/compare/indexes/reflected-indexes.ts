import type { ReflectedIndex } from "../../../dialects/inspector.js";
import { Column } from "../../../schema/column.js";
import { CreateIndex } from "../../../schema/ddl/index-nodes.js";
import type { Index } from "../../../schema/table-index.js";
import type { AutogenContext } from "../../autogen-context.js";
import type { TablePair } from "../table-pair.js";
import type { ReflectedIndexes } from "./index-difference.js";

/** Returns both reflections of an index, or `undefined` where the models' table could not be created. */
export async function reflectedIndexes(
  context: AutogenContext,
  { tableName, schema, metadataTable }: TablePair,
  index: Index,
): Promise<ReflectedIndexes | undefined> {
  const inspected = (await context.inspector.getIndexes(tableName, schema)).find(({ name }) => name === index.name);
  if (inspected === undefined) return undefined;
  if (isPlainlySame(context, inspected, index)) return { inspected, wanted: inspected };
  const wanted =
    plainIndex(inspected, index) ??
    (metadataTable === null ? undefined : await context.modelReflection?.index(metadataTable, index.name));
  return wanted === undefined ? undefined : { inspected, wanted };
}

/** Whether the stored statement equals the one of the models, so that nothing has to be reflected. */
function isPlainlySame({ dialect }: AutogenContext, inspected: ReflectedIndex, index: Index): boolean {
  return inspected.sql !== null && dialect.compile(new CreateIndex(index))[0]?.sql.trim() === inspected.sql;
}

/** An index of plain columns as it would be read back, which is known without a database. */
function plainIndex(inspected: ReflectedIndex, index: Index): ReflectedIndex | undefined {
  const isPlain = index.expressions.every((one) => one instanceof Column);
  if (!isPlain || Object.keys(index.dialectOptions).length > 0) return undefined;
  const names = index.columns.map((column) => column.name);
  return {
    ...inspected,
    columnNames: names,
    expressions: names,
    columnSorting: {},
    columnCollation: {},
    where: null,
    dialectOptions: {},
  };
}
