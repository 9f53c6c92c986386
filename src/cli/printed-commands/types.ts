import type { ModelsResult } from "../../commands/from-database/models.js";
import { type TypesOptions, types as writeTypes } from "../../commands/from-database/types.js";
import type { Config } from "../../config/config.js";

/**
 * Writes the types of tables for Kysely, with its `Database` interface: from a database or, with `from: "models"`, from
 * the models of the environment. Without a file they are printed.
 *
 * @returns the module's text and the names of its tables.
 * @throws CommandError if a file exists that this command did not write, the environment opens several databases, or it
 * has no models.
 * @example
 * ```ts
 * import { command, loadConfig } from "alembic-ts";
 *
 * await command.types(loadConfig(), { from: "sqlite:///app.db", out: "src/database.ts" });
 * ```
 */
export async function types(config: Config, options: TypesOptions = {}): Promise<ModelsResult> {
  const result = await writeTypes(config, options);
  if (result.path === undefined) config.printStdout(result.source.trimEnd());
  return result;
}
