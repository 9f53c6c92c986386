import type { Config } from "../config/config.js";
import type { MigrationContext } from "../runtime/migration-context.js";
import type { RunHooks } from "../runtime/options/context-options.js";
import { ScriptDirectory } from "../script/script-directory.js";
import { runEnvironment } from "./run/run-environment.js";

/** Options of {@link ensureVersion}. */
export interface EnsureVersionOptions extends RunHooks {
  /** Print the SQL and leave the database alone; by default `false`. */
  readonly sql?: boolean | undefined;
}

/**
 * Creates the version table where it is missing.
 *
 * @throws CommandError where the environment or the database fails.
 * @example
 * ```ts
 * import { command, loadConfig } from "alembic-ts";
 *
 * await command.ensureVersion(loadConfig());
 * ```
 */
export async function ensureVersion(config: Config, options: EnsureVersionOptions = {}): Promise<void> {
  const script = await ScriptDirectory.fromConfig(config);
  await runEnvironment(config, script, {
    ...options,
    async fn(_heads, context: MigrationContext) {
      await context.ensureVersionTable();
      return [];
    },
    asSql: options.sql ?? false,
  });
}
