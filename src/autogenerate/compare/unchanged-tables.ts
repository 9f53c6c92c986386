import { CreateIndex } from "../../schema/ddl/create-index.js";
import { CreateTable } from "../../schema/ddl/create-table.js";
import type { Table } from "../../schema/table.js";
import type { AutogenContext } from "../autogen-context.js";

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

/** The statements that would make a table and its indexes, in the order of `Inspector.getStatements`. */
function statementsOf(table: Table, context: AutogenContext): readonly string[] | undefined {
  const text = (node: CreateTable | CreateIndex): readonly string[] =>
    context.dialect.compile(node).map(({ sql }) => sql.trim());
  try {
    return [...text(new CreateTable(table)), ...table.indexes.flatMap((index) => text(new CreateIndex(index))).sort()];
  } catch {
    // What cannot be written is compared part by part, and named there.
    return undefined;
  }
}

/**
 * The tables whose statements in the database are, to the letter, those that the models would make: nothing in them can
 * differ, so they need no comparison.
 */
export async function unchangedTables(
  context: AutogenContext,
  tables: readonly { readonly schema: string | null; readonly name: string; readonly table: Table }[],
): Promise<ReadonlySet<Table>> {
  const unchanged = new Set<Table>();
  const { inspector } = context;
  if (inspector.getStatements === undefined || isWatched(context)) return unchanged;
  const stored = await inspector.getStatements();
  for (const { schema, name, table } of tables) {
    const found = schema === null ? stored.get(name) : undefined;
    // A column that the text does not even mention is new, and spares the writing.
    const isMentioned = table.columns.every((column) => found?.[0]?.includes(column.name));
    const wanted = isMentioned ? statementsOf(table, context) : undefined;
    if (wanted?.length === found?.length && wanted?.every((sql, at) => sql === found?.[at])) unchanged.add(table);
  }
  return unchanged;
}
