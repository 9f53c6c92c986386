import type { ReflectedIndex } from "../../../dialects/inspector.js";
import { Column } from "../../../schema/column.js";
import { CreateIndex } from "../../../schema/ddl/index-nodes.js";
import type { Table } from "../../../schema/table.js";
import type { Index } from "../../../schema/table-index.js";
import type { AutogenContext } from "../../autogen-context.js";
import type { CommonTable } from "../matched/matched-tables.js";
import type { TablePair } from "../table-pair.js";
import type { ReflectedIndexes } from "./index-difference.js";

/** Has the database make together the tables of the models whose indexes only a reflection can compare. */
export async function prepareIndexes(context: AutogenContext, tables: readonly CommonTable[]): Promise<void> {
  if (context.hooks.keepsExpressionText) return;
  const wanted: Table[] = [];
  for (const { schema, name, table } of tables) {
    const open = [...table.indexes].filter((index) => !hasPlainParts(index));
    if (open.length === 0) continue;
    const known = new Map((await context.inspector.getIndexes(name, schema)).map((index) => [index.name, index]));
    const isOpen = (index: Index): boolean => {
      const inspected = known.get(index.name ?? "");
      return inspected !== undefined && !isPlainlySame(context, inspected, index);
    };
    if (open.some(isOpen)) wanted.push(table);
  }
  await context.modelReflection?.prepareIndexes(wanted);
}

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

/** Whether an index has columns only, and no options. */
export const hasPlainParts = (index: Index): boolean =>
  index.expressions.every((one) => one instanceof Column) && Object.keys(index.dialectOptions).length === 0;

/** An index of plain columns as it would be read back, which is known without a database. */
function plainIndex(inspected: ReflectedIndex, index: Index): ReflectedIndex | undefined {
  if (!hasPlainParts(index)) return undefined;
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
