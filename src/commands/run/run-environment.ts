import type { Config } from "../../config/config.js";
import { connect } from "../../runtime/connect.js";
import { DialectSource } from "../../runtime/dialect-source.js";
import { EnvironmentContext } from "../../runtime/environment-context.js";
import type { CommandContextOptions } from "../../runtime/options/context-options.js";
import type { ScriptDirectory } from "../../script/script-directory.js";
import { CommandError } from "../../support/command-error.js";
import { RunningPythonEnvironment } from "./python-environment.js";

/** The options of a run for applications, in addition to Alembic's own. */
export type { RunHooks } from "../../runtime/options/context-options.js";

/** Runs the environment of a script directory for one command: its env.ts, its env.py, or the built-in one. */
export async function runEnvironment(
  config: Config,
  script: ScriptDirectory,
  command: CommandContextOptions,
): Promise<void> {
  const dialects = new DialectSource();
  if (command.asSql) await dialects.preload(configuredUrls(config));
  // Python's log shows warnings only, until the environment sets it up.
  config.logger.start?.(script.envLocation?.endsWith(".py") ? { kind: "unconfigured" } : undefined);
  const context = new EnvironmentContext({ config, script, command, dialects });
  const others = {
    builtIn: builtInEnvironment,
    python: () => new RunningPythonEnvironment(context, dialects, command.signal),
  };
  const run = () => script.runEnv(context, others);
  try {
    await (command.previewed === undefined ? run() : command.previewed.use(run));
  } finally {
    await context.releaseClients();
  }
}

function configuredUrls(config: Config): readonly string[] {
  try {
    const url = config.getAlembicOption("sqlalchemy.url");
    return url === undefined ? [] : [url];
  } catch {
    // The environment reports a value that cannot be read, where it asks for it.
    return [];
  }
}

/**
 * The environment that `environment = built-in` asks for: one database, at `sqlalchemy.url` of the configuration.
 *
 * @throws CommandError where the configuration names no database.
 */
async function builtInEnvironment(context: EnvironmentContext): Promise<void> {
  const url = context.config.getAlembicOption("sqlalchemy.url");
  if (url === undefined || url === "") {
    throw new CommandError(
      "The configuration asks for the built-in environment, and names no database for it: set 'sqlalchemy.url'",
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
