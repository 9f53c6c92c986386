import type { IdSource } from "../commands/random-ids.js";
import type { RunHooks } from "../commands/run/run-environment.js";
import type { Config } from "../config/config.js";
import type { EnvironmentLogger } from "../config/config-services.js";
import type { LoadConfigOptions } from "../config/load-config.js";
import type { CustomCommand } from "./custom-command.js";
import type { CommandSpec } from "./grammar/command-spec.js";

/** Options for a program that runs this command line as its own. */
export interface MainOptions {
  /** Name of the program in help and messages; by default `alembic-ts`. */
  readonly prog?: string;
  /** Version that `--version` prints; by default this package's. */
  readonly version?: string;
  /** Makes the configuration from the options of the command line; by default it is read from files. */
  readonly loadConfig?: (options: LoadConfigOptions) => Promise<Config> | Config;
  /** Passed to every run; `ids` makes the identifiers of new revisions. */
  readonly hooks?: RunHooks & { readonly ids?: IdSource };
  /**
   * Reports a failure in the program's own way and returns its exit code, or `undefined` to leave it to this command
   * line.
   */
  readonly reportFailure?: (error: unknown) => number | undefined;
  /** Receives log events; by default they are lines on the errors' stream, as Alembic's own configuration has them. */
  readonly logger?: EnvironmentLogger;
  /** Commands of the program itself, listed after Alembic's. */
  readonly commands?: readonly { readonly spec: CommandSpec; readonly run: CustomCommand["run"] }[];
}
