import type { RunHooks } from "../commands/run-hooks.js";
import type { Config } from "../config/config.js";
import type { EnvironmentLogger } from "../config/config-services.js";
import type { LoadConfigOptions } from "../config/load-config.js";
import type { IdSource } from "../support/id-source.js";
import type { CliHost } from "./cli-host.js";
import type { CommandSpec, ParsedValues } from "./command-spec.js";
import { commandSpecs } from "./command-specs.js";
import type { CustomCommand } from "./custom-command.js";
import { heedHost } from "./heed-host.js";
import { globalOptions } from "./option-specs.js";
import { type ParsedCommandLine, parseArguments } from "./parse-arguments.js";
import { UsageError } from "./usage-error.js";

/** How another program runs this command line as its own. */
export interface MainOptions {
  /** Name of the program in help and messages; by default `alembic-ts`. */
  readonly prog?: string;
  /** Version that `--version` prints; by default this package's. */
  readonly version?: string;
  /** Makes the configuration from what the command line says; by default it is read from files. */
  readonly loadConfig?: (options: LoadConfigOptions) => Promise<Config> | Config;
  /** Handed to every run; `ids` makes the identifiers of new revisions. */
  readonly hooks?: RunHooks & { readonly ids?: IdSource };
  /** Says a failure in the program's own way and gives its exit code; `undefined` leaves it to this command line. */
  readonly answerFailure?: (error: unknown) => number | undefined;
  /** Receives log events; by default they are lines on the errors' stream, as Alembic's own configuration has them. */
  readonly logger?: EnvironmentLogger;
  /** Commands of the program's own, behind Alembic's. */
  readonly commands?: readonly { readonly spec: CommandSpec; readonly run: CustomCommand["run"] }[];
}

/**
 * Runs one command line.
 *
 * @param argv the words after the program's name.
 * @param host where it runs; nothing else of the process is touched.
 * @returns the exit code: 0, 2 for a usage error, 255 for a failure, 129, 130 and 143 after a signal.
 */
export async function main(argv: readonly string[], host: CliHost, options: MainOptions = {}): Promise<number> {
  const prog = options.prog ?? "alembic-ts";
  const program = {
    about: "Database migrations that share revisions, version table and commands with Python's Alembic.",
    options: globalOptions,
    commands: [...commandSpecs, ...(options.commands ?? []).map(({ spec }) => spec)],
  };
  if (argv[0] === "__complete") {
    const { runCompletion } = await import("./completion/run-completion.js");
    return runCompletion(program, argv[1] ?? "", host, { ...options, prog });
  }
  let line: ParsedCommandLine;
  try {
    line = parseArguments(program, argv);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const { usage } = await import("./usage.js");
    const name = error.command === undefined ? prog : `${prog} ${error.command.name}`;
    host.output.err(`usage: ${usage(name, error.command)}\n${name}: error: ${error.message}\n`);
    return 2;
  }
  if (line.kind === "version") {
    const version = options.version ?? (await import("./package-version.js")).packageVersion();
    host.output.out(`${prog} ${version}\n`);
    return 0;
  }
  if (line.kind === "help") {
    const { help } = await import("./help.js");
    host.output.out(help(prog, program, line.command));
    return 0;
  }
  const { command, values } = line;
  const globals = line.globals as ParsedValues;
  const own = options.hooks?.signal;
  return heedHost(host, async (heed) => {
    const { runCommand } = await import("./run-command.js");
    const hooks = { ...options.hooks, signal: own === undefined ? heed.signal : AbortSignal.any([own, heed.signal]) };
    return runCommand({ command, globals, values, hooks, heed }, host, { ...options, prog });
  });
}
