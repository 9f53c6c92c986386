import { AutogenContext } from "../../autogenerate/autogen-context.js";
import { databaseSchemas, databaseTables, readTogether } from "../../autogenerate/database-tables.js";
import type { Config } from "../../config/config.js";
import { kyselyTypesHeading, renderKyselyTypes } from "../../dialects/kysely/render-kysely-types.js";
import type { MigrationContext } from "../../runtime/migration-context.js";
import { MetaData } from "../../schema/metadata.js";
import { sortTables } from "../../schema/sort-tables.js";
import type { Table } from "../../schema/table.js";
import { CommandError } from "../../support/command-error.js";
import type { ModelsResult } from "./models.js";
import { type DatabaseChoice, onDatabases, warnOfNoTables } from "./on-databases.js";
import { type ModuleTarget, modulePath, onlyModule, writeModule } from "./write-module.js";

/** Options of {@link types}; `from` may also be `models`, for the metadata of the environment. */
export interface TypesOptions extends DatabaseChoice, ModuleTarget {}

/**
 * Writes the types of tables for Kysely, from a database or from the models. A file that this command wrote before is
 * replaced.
 *
 * @returns the module's text and the names of its tables.
 * @throws CommandError if another file exists, the environment opens several databases, or it has no models.
 */
export async function types(config: Config, options: TypesOptions = {}): Promise<ModelsResult> {
  const path = modulePath(config, options, (text) => text.startsWith(kyselyTypesHeading));
  const isOfModels = options.from === "models";
  const choice = isOfModels ? { ...options, from: undefined } : options;
  const read = async (context: MigrationContext) => {
    const tables = isOfModels ? modelTables(context) : await reflectedTables(context);
    return { tables, source: renderKyselyTypes(tables, context.dialect.name) };
  };
  const { tables, source } = onlyModule(await onDatabases(config, choice, read));
  if (tables.length === 0 && !isOfModels) warnOfNoTables(config);
  if (path !== undefined) await writeModule(config, path, source);
  return { source, tables: tables.map(({ key }) => key), ...(path === undefined ? {} : { path }) };
}

function modelTables(context: MigrationContext): readonly Table[] {
  const { metadata } = new AutogenContext(context, null, { autogenerate: false });
  if (metadata.length === 0) throw new CommandError("The environment passes no targetMetadata to context.configure()");
  return metadata.flatMap((one) => one.sortedTables);
}

/** Reads the tables as they are: unlike in a comparison, a column keeps the sequence of its default. */
async function reflectedTables(migrationContext: MigrationContext): Promise<readonly Table[]> {
  const context = new AutogenContext(migrationContext, null, { autogenerate: false });
  const names = [...(await databaseTables(context, await databaseSchemas(context))).values()];
  await readTogether(context, names);
  const metadata = new MetaData();
  const tables: Table[] = [];
  for (const { name, schema } of names) tables.push(await context.inspector.reflectTable(name, metadata, { schema }));
  return sortTables(tables).filter((table) => context.runObjectFilters(table, table.name, "table", true, null));
}
