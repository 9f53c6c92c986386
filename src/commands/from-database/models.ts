import { readModels } from "../../autogenerate/models/read-models.js";
import type { Config } from "../../config/config.js";
import { type DatabaseChoice, onDatabases } from "./on-databases.js";
import { type ModuleTarget, modulePath, onlyModule, writeModule } from "./write-module.js";

/** Options of {@link models}. */
export interface ModelsOptions extends DatabaseChoice, ModuleTarget {}

/** Models that were written from a database. */
export interface ModelsResult {
  /** The text of the module. */
  readonly source: string;
  /** The tables by their names, in the order of the module. */
  readonly tables: readonly string[];
  /** The file that was written; left out without one. */
  readonly path?: string;
}

/**
 * Writes the tables of a database as a module of models. The database is only read.
 *
 * @throws CommandError where the file exists, the environment opens several databases, or databases of this kind are not
 * compared with models.
 */
export async function models(config: Config, options: ModelsOptions = {}): Promise<ModelsResult> {
  const path = modulePath(config, options);
  const { source, tables } = onlyModule(await onDatabases(config, options, readModels));
  if (path !== undefined) await writeModule(config, path, source);
  return { source, tables: tables.map(({ key }) => key), ...(path === undefined ? {} : { path }) };
}
