import { type ModelsOptions, type ModelsResult, models as writeModels } from "../../commands/from-database/models.js";
import type { Config } from "../../config/config.js";

/**
 * Writes the tables of a database as a module of models. With these models `check` finds no difference. The database is
 * only read. Without a file the module is printed.
 *
 * @returns the module's text and the names of its tables.
 * @throws CommandError if the file exists, the environment opens several databases, or databases of this kind cannot be
 * compared with models.
 * @example
 * ```ts
 * import { command, loadConfig } from "alembic-ts";
 *
 * const { tables } = await command.models(loadConfig(), { from: "sqlite:///app.db", out: "models.ts" });
 * console.log(tables);
 * ```
 */
export async function models(config: Config, options: ModelsOptions = {}): Promise<ModelsResult> {
  const result = await writeModels(config, options);
  if (result.path === undefined) config.printStdout(result.source.trimEnd());
  return result;
}
