import type { AutogenContext } from "../autogen-context.js";
import type { Rename } from "./rename.js";

/** For each name that the other side has only in another letter case, the name there. Exact names are matched first. */
function pairs(ours: readonly string[], theirs: readonly string[]): ReadonlyMap<string, string> {
  const known = new Set(theirs);
  const missing = ours.filter((name) => !known.has(name));
  if (missing.length === 0) return new Map();
  const exact = new Set(ours);
  const free = new Map(theirs.filter((name) => !exact.has(name)).map((name) => [name.toLowerCase(), name]));
  return new Map(
    missing.flatMap((name) => {
      const other = free.get(name.toLowerCase());
      return other === undefined ? [] : [[name, other] as const];
    }),
  );
}

const firstName = /^\s*(?:"((?:[^"]|"")*)"|`((?:[^`]|``)*)`|\[([^\]]*)\]|([^\s"`[(]+))/;

/** The name at the beginning of a column's definition. */
function nameOf(definition: string): string {
  const [, quoted, ticked, bracketed, bare] = firstName.exec(definition) ?? [];
  return quoted?.replaceAll('""', '"') ?? ticked?.replaceAll("``", "`") ?? bracketed ?? bare ?? "";
}

/**
 * The tables and columns whose names differ from those of the models only in letter case, on databases for which these
 * are the same name, so that the old and the new one cannot exist together.
 *
 * @param attached - the other schemas that are compared.
 */
export async function caseRenames(context: AutogenContext, attached: readonly string[]): Promise<readonly Rename[]> {
  const found: Rename[] = [];
  for (const schema of [null, ...attached]) found.push(...(await renamesOf(context, schema)));
  return found;
}

/** The renames in one schema. */
async function renamesOf(context: AutogenContext, schema: string | null): Promise<readonly Rename[]> {
  const { inspector, hooks } = context;
  const isHere = (own: string | null): boolean =>
    own === schema || (schema === null && own === inspector.defaultSchemaName);
  const models = context.sortedTables.filter((table) => isHere(table.schema));
  if (schema !== null && models.length === 0) return [];
  // The statements are those of the default schema.
  const stored = schema === null ? await inspector.getStatements?.() : undefined;
  const isWatched = (name: string): boolean => context.runNameFilters(name, "table", { schemaName: schema });
  const answered = new Set(
    schema === null ? context.renames.filter(({ table }) => table === null).map(({ from }) => from) : [],
  );
  const names = new Set(
    [...(stored?.keys() ?? (await inspector.getTableNames(schema)))].filter(
      (name) => !answered.has(name) && isWatched(name),
    ),
  );
  const tables = pairs(
    models.map(({ name }) => name),
    [...names],
  );
  const place = schema === null ? {} : { schema };
  const found: Rename[] = [...tables].map(([to, from]) => ({ table: null, ...place, from, to }));
  for (const { name, columns } of models) {
    const inDatabase = tables.get(name) ?? name;
    if (!names.has(inDatabase)) continue;
    const elements = hooks.splitTable?.(stored?.get(inDatabase)?.[0] ?? "")?.elements;
    const columnNames =
      elements?.map(nameOf) ?? (await inspector.getColumns(inDatabase, schema)).map((column) => column.name);
    const wanted = columns.filter(({ system }) => !system).map((column) => column.name);
    for (const [to, from] of pairs(wanted, columnNames))
      if (context.runNameFilters(from, "column", { tableName: name, schemaName: schema }))
        found.push({ table: name, ...place, from, to });
  }
  return found;
}
