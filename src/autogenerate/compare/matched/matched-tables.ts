import type { ParsedColumn, ReflectedColumn } from "../../../dialects/inspector.js";
import { Column } from "../../../schema/column.js";
import type { Table } from "../../../schema/table.js";
import type { AutogenContext } from "../../autogen-context.js";
import { type MatchedParts, matchedParts } from "./matched-parts.js";

/** A table of both sides. */
export interface CommonTable {
  readonly schema: string | null;
  readonly name: string;
  readonly table: Table;
}

/** Whether a part is a column without constraints. */
export const isBareColumn = (part: object): part is Column => part instanceof Column && part.constraints.length === 0;

/** Whether a filter or a function of the environment must see every object, equal ones included. */
export function isWatched({ opts }: AutogenContext): boolean {
  return (
    Boolean(opts.includeObject) ||
    Boolean(opts.includeName) ||
    opts.autogeneratePlugins !== undefined ||
    typeof opts.compareType === "function" ||
    typeof opts.compareServerDefault === "function"
  );
}

/** What is known about a table without reading it as a whole. */
export interface MatchedTable {
  readonly parts: MatchedParts;
  /** The other columns of the database; `undefined` where it can have more than columns. */
  readonly otherColumns: readonly ParsedColumn[] | undefined;
  /** The columns of the database that are taken for SERIAL, with their sequences. */
  readonly serials?: readonly (readonly [column: ReflectedColumn, sequence: string])[];
}

/** Returns the matched parts of each table that both sides have, where the statements decide. */
export async function matchedTables(
  context: AutogenContext,
  tables: readonly CommonTable[],
): Promise<ReadonlyMap<Table, MatchedTable>> {
  const known = new Map<Table, MatchedTable>();
  const { inspector } = context;
  if (inspector.getStatements === undefined || isWatched(context)) return known;
  const stored = await inspector.getStatements();
  const found: { readonly name: string; readonly table: Table; readonly parts: MatchedParts }[] = [];
  for (const { schema, name, table } of tables) {
    const statements = schema === null ? stored.get(name) : undefined;
    const parts = statements && matchedParts(context, table, statements);
    if (parts !== undefined) found.push({ name, table, parts });
  }
  const wanted = found.flatMap(({ name, parts }) =>
    parts.otherColumns === undefined || parts.otherColumns.length === 0 ? [] : [[name, parts.otherColumns] as const],
  );
  const read = wanted.length === 0 ? undefined : await inspector.reflectColumns?.(new Map(wanted));
  for (const { name, table, parts } of found)
    known.set(table, { parts, otherColumns: parts.otherColumns?.length === 0 ? [] : read?.get(name) });
  return known;
}
