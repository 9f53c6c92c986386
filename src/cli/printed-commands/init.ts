import { type InitOptions, init as makeEnvironment } from "../../commands/init.js";
import type { Config } from "../../config/config.js";
import { printStatus } from "../../config/status-lines.js";

/** The folder and the files that `init` wrote. */
export interface InitResult {
  readonly directory: string;
  readonly files: readonly string[];
}

/**
 * Makes a new migration environment.
 *
 * @param directory the folder to make; it may exist, but must be empty.
 * @returns the paths that were written.
 * @throws CommandError if the folder is not empty, or the template does not exist.
 * @example
 * ```ts
 * import { command, loadConfig } from "alembic-ts";
 *
 * await command.init(loadConfig(), "migrations", { template: "package" });
 * ```
 */
export async function init(config: Config, directory: string, options: InitOptions = {}): Promise<InitResult> {
  const made = await makeEnvironment(config, directory, options);
  const { ini, settings } = made;
  const rest = ini === undefined ? "" : ` and configuration/connection/logging settings in ${ini}`;
  printStatus(
    config,
    settings === undefined
      ? `Please edit configuration/connection/logging settings in ${ini} before proceeding.`
      : `Please edit configuration settings in ${settings}${rest} before proceeding.`,
  );
  return { directory: made.directory, files: made.files };
}
