import type { Config } from "../config/config.js";
import type { CommandContextOptions } from "../runtime/context-options.js";
import { DialectSource } from "../runtime/dialect-source.js";
import { EnvironmentContext } from "../runtime/environment-context.js";
import type { ScriptDirectory } from "../script/script-directory.js";
import { builtInEnvironment } from "./built-in-environment.js";

/**
 * Runs the environment of a script directory for one command. A folder with Python's `env.py` and no environment of
 * ours is served by a built-in one.
 */
export async function runEnvironment(
  config: Config,
  script: ScriptDirectory,
  command: CommandContextOptions,
): Promise<void> {
  const dialects = new DialectSource();
  if (command.asSql) await dialects.preload(configuredUrls(config));
  config.logger.start?.();
  const context = new EnvironmentContext({ config, script, command, dialects });
  const run = () => script.runEnv(context, builtInEnvironment);
  await (command.copies === undefined ? run() : command.copies.use(run));
}

function configuredUrls(config: Config): readonly string[] {
  try {
    const url = config.getAlembicOption("sqlalchemy.url");
    return url === undefined ? [] : [url];
  } catch {
    // A value that cannot be read is the environment's to complain about, where it asks for it.
    return [];
  }
}
