import type { MigrationContext } from "../../runtime/migration-context.js";
import { MetaData } from "../../schema/metadata.js";
import { sortTables } from "../../schema/sort-tables.js";
import type { Table } from "../../schema/table.js";
import { AutogenContext } from "../autogen-context.js";
import { databaseSchemas, databaseTables, readTogether, reflectTable } from "../database-tables.js";
import { renderModels } from "./render-models.js";

/** The models of a database. */
export interface ReadModels {
  /** The tables; each follows the tables that it refers to. */
  readonly tables: readonly Table[];
  /** The text of a module that declares them. */
  readonly source: string;
}

/**
 * Reads the tables of a database and writes them as a module of models. A comparison of these models with the database
 * finds no difference. The version table is omitted, and so are the objects that `includeName` and `includeObject` of
 * the context exclude.
 *
 * @returns the tables and the text of the module.
 *
 * @throws CommandError if databases of this kind cannot be compared with models.
 * @example
 * ```ts
 * import { connect, MigrationContext, readModels } from "alembic-ts";
 *
 * const connection = await connect("sqlite:///app.db");
 * const { source } = await readModels(MigrationContext.configure({ connection }));
 * console.log(source);
 * await connection.close();
 * ```
 */
export async function readModels(migrationContext: MigrationContext): Promise<ReadModels> {
  const context = new AutogenContext(migrationContext, null, { autogenerate: false });
  const names = [...(await databaseTables(context, await databaseSchemas(context))).values()];
  await readTogether(context, names);
  const metadata = new MetaData();
  const all: Table[] = [];
  for (const name of names) all.push(await reflectTable(context, name, metadata));
  const tables = sortTables(all).filter((table) => context.runObjectFilters(table, table.name, "table", true, null));
  return { tables, source: renderModels(tables, context) };
}
