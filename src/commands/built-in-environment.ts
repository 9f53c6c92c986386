import { connect } from "../runtime/connect.js";
import type { EnvironmentContext } from "../runtime/environment-context.js";
import { CommandError } from "../support/command-error.js";

/**
 * What stands in for an environment that exists as Python's `env.py` only: one database, at `sqlalchemy.url` of the
 * configuration.
 *
 * @throws CommandError where the configuration names no database.
 */
export async function builtInEnvironment(context: EnvironmentContext): Promise<void> {
  const url = context.config.getAlembicOption("sqlalchemy.url");
  if (url === undefined || url === "") {
    throw new CommandError(
      "The script folder has a Python environment (env.py) only, and no 'sqlalchemy.url' is configured for the " +
        "built-in one: set it, or write an env.ts",
    );
  }
  if (context.isOfflineMode()) {
    context.configure({ url, literalBinds: true, dialectOpts: { paramstyle: "named" } });
    await context.beginTransaction(() => context.runMigrations());
    return;
  }
  const connection = await connect(url);
  try {
    context.configure({ connection });
    await context.beginTransaction(() => context.runMigrations());
  } finally {
    await connection.close();
  }
}
