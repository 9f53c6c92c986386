import { readModels } from "../../autogenerate/models/read-models.js";
import type { Config } from "../../config/config.js";
import { type DatabaseChoice, onDatabases, warnOfNoTables } from "./on-databases.js";
import { type ModuleTarget, modulePath, onlyModule, writeModule } from "./write-module.js";

/** Options of {@link models}. */
export interface ModelsOptions extends DatabaseChoice, ModuleTarget {}

/** The models of a database, as a module. */
export interface ModelsResult {
  /** The text of the module. */
  readonly source: string;
  /** The names of the tables, in the order of the module. */
  readonly tables: readonly string[];
  /** The file that was written; absent if none was. */
  readonly path?: string;
}

/**
 * Writes the tables of a database as a module of models. The database is only read.
 *
 * @returns the module's text and the names of its tables.
 * @throws CommandError if the file exists, the environment opens several databases, or databases of this kind cannot be
 * compared with models.
 */
export async function models(config: Config, options: ModelsOptions = {}): Promise<ModelsResult> {
  const path = modulePath(config, options);
  const { source, tables } = onlyModule(await onDatabases(config, options, readModels));
  if (tables.length === 0) warnOfNoTables(config);
  if (path !== undefined) await writeModule(config, path, source);
  return { source, tables: tables.map(({ key }) => key), ...(path === undefined ? {} : { path }) };
}
