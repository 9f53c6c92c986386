import type { Table } from "../../schema/table.js";
import type { AutogenContext } from "../autogen-context.js";
import { type KnownParts, knownParts } from "./known-parts.js";

/** A table of both sides. */
export interface CommonTable {
  readonly schema: string | null;
  readonly name: string;
  readonly table: Table;
}

/** Whether anybody wants to see objects that are the same on both sides. */
function isWatched({ opts }: AutogenContext): boolean {
  return (
    Boolean(opts.includeObject) ||
    Boolean(opts.includeName) ||
    opts.autogeneratePlugins !== undefined ||
    typeof opts.compareType === "function" ||
    typeof opts.compareServerDefault === "function"
  );
}

/** For each table of both sides what its statements tell about it, where they tell enough. */
export async function knownTables(
  context: AutogenContext,
  tables: readonly CommonTable[],
): Promise<ReadonlyMap<Table, KnownParts>> {
  const known = new Map<Table, KnownParts>();
  const { inspector } = context;
  if (inspector.getStatements === undefined || isWatched(context)) return known;
  const stored = await inspector.getStatements();
  for (const { schema, name, table } of tables) {
    const statements = schema === null ? stored.get(name) : undefined;
    const parts = statements && knownParts(context, table, statements);
    if (parts !== undefined) known.set(table, parts);
  }
  return known;
}
