import type { ReflectedColumn } from "../dialects/inspector.js";
import type { MetaData } from "../schema/metadata.js";
import type { Table } from "../schema/table.js";
import { LogLevel } from "../support/logger.js";
import type { AutogenContext } from "./autogen-context.js";

/** The name and the schema of a table in the database. */
export interface DatabaseTable {
  readonly schema: string | null;
  readonly name: string;
}

/** The key by which metadata finds a table. */
export const keyOf = (schema: string | null, name: string): string => (schema === null ? name : `${schema}.${name}`);

/** The key by which tables are compared. It ignores case if the server does. */
export function comparedKeyOf(context: AutogenContext, schema: string | null, name: string): string {
  const key = keyOf(schema, name);
  return context.foldsTableNames ? key.toLowerCase() : key;
}

/** The schemas that are compared: the default one as `null`, and with `includeSchemas` all others. */
export async function databaseSchemas(context: AutogenContext): Promise<readonly (string | null)[]> {
  const { inspector } = context;
  const schemas: (string | null)[] = [null];
  if (context.opts.includeSchemas === true)
    for (const name of await inspector.getSchemaNames())
      if (
        name !== "information_schema" &&
        name !== inspector.defaultSchemaName &&
        context.hooks.isSystemSchema?.(name) !== true
      )
        schemas.push(name);
  return schemas.filter((name) => context.runNameFilters(name, "schema", {}));
}

/** The tables of the database that are compared, by {@link comparedKeyOf}. */
export async function databaseTables(
  context: AutogenContext,
  schemas: readonly (string | null)[],
): Promise<ReadonlyMap<string, DatabaseTable>> {
  const { inspector, migrationContext } = context;
  context.foldsTableNames = (await inspector.foldsTableNames?.()) ?? false;
  const versionTable = migrationContext.versionTableName;
  const versionKey = comparedKeyOf(context, migrationContext.opts.versionTableSchema ?? null, versionTable);
  const found = new Map<string, DatabaseTable>();
  for (const schema of schemas) {
    const ofModules = new Set(await inspector.getModuleTableNames?.(schema));
    for (const name of await inspector.getTableNames(schema)) {
      const key = comparedKeyOf(context, schema, name);
      const isOwn = key === versionKey || context.hooks.isOwnTable?.(name, versionTable) === true;
      if (ofModules.has(name) || isOwn || !context.runNameFilters(name, "table", { schemaName: schema })) continue;
      found.set(key, { schema, name });
    }
  }
  return found;
}

/** Makes the inspector read several tables with one query. */
export async function readTogether({ inspector }: AutogenContext, tables: Iterable<DatabaseTable>): Promise<void> {
  const names = new Map<string | null, string[]>();
  for (const { schema, name } of tables) {
    const known = names.get(schema);
    if (known === undefined) names.set(schema, [name]);
    else known.push(name);
  }
  for (const [schema, members] of names) await inspector.cacheTables?.(schema, members);
}

/** Reads a table of the database into metadata. */
export function reflectTable(
  context: AutogenContext,
  { schema, name }: DatabaseTable,
  metadata: MetaData,
): Promise<Table> {
  return context.inspector.reflectTable(name, metadata, { schema, onSerial: sayOf(context, name) });
}

/** Returns a function that logs, as Alembic does, that a column is treated as a SERIAL. */
export function sayOf({ migrationContext, dialect }: AutogenContext, table: string) {
  return ({ name }: ReflectedColumn, sequence: string): void =>
    migrationContext.logger.log(
      LogLevel.info,
      `alembic.ddl.${dialect.name}`,
      `Detected sequence named '${sequence}' as owned by integer column '${table}(${name})', assuming SERIAL and omitting`,
    );
}
