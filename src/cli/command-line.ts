import { CommandError } from "../support/command-error.js";
import type { CliHost } from "./cli-host.js";
import type { CustomCommand, CustomOption } from "./custom-command.js";
import type { CommandSpec, OptionSpec, PositionalSpec } from "./grammar/command-spec.js";
import { commandSpecs, knownPositionals } from "./grammar/command-specs.js";
import { commandOptions } from "./grammar/option-specs.js";
import type { MainOptions } from "./main-options.js";

/** Options of {@link CommandLine}. */
export interface CommandLineOptions extends Pick<MainOptions, "prog" | "version" | "hooks"> {}

/**
 * The command line of Alembic as a custom program, with further commands.
 *
 * @example
 * ```ts
 * import { CommandLine, ScriptDirectory } from "alembic-ts";
 *
 * const program = new CommandLine({ prog: "billing" }).registerCommand({
 *   name: "count",
 *   help: "count the revisions up to one of them",
 *   arguments: ["revision"],
 *   options: ["verbose"],
 *   async run(config, { revision, verbose }) {
 *     const scripts = await ScriptDirectory.fromConfig(config);
 *     const found = [...scripts.walkRevisions("base", revision)];
 *     config.output.out(`${found.length}\n`);
 *     if (verbose) for (const script of found) config.output.out(`${script.revision}\n`);
 *   },
 * });
 * process.exitCode = await program.main();
 * ```
 */
export class CommandLine {
  readonly #options: CommandLineOptions;
  readonly #commands = new Map<string, { readonly spec: CommandSpec; readonly run: CustomCommand["run"] }>();

  constructor(options: CommandLineOptions = {}) {
    this.#options = options;
  }

  /**
   * Adds a command. It takes the options before the command (`-c`, `-n`, `-x`, …) as all others do, is listed by
   * `--help` and offered by the shells' completion.
   *
   * @returns This command line.
   * @throws {CommandError} Where the command exists, or an option of that name does not.
   */
  registerCommand<const Arguments extends readonly string[] = [], const Options extends readonly CustomOption[] = []>(
    command: CustomCommand<Arguments, Options>,
  ): this {
    const { name } = command;
    if (this.#commands.has(name) || commandSpecs.some((each) => each.name === name)) {
      throw new CommandError(`There is a command '${name}' already`);
    }
    const spec: CommandSpec = {
      name,
      help: command.help,
      options: (command.options ?? []).map((option) => describeOption(name, option)),
      positionals: (command.arguments ?? []).map(describeArgument),
      ours: true,
    };
    this.#commands.set(name, { spec, run: command.run.bind(command) as unknown as CustomCommand["run"] });
    return this;
  }

  /**
   * Runs one command line.
   *
   * @param argv The words after the program's name; by default those of the process.
   * @param host The process that it runs in; by default this one.
   * @returns The exit code: 0, 2 for a usage error, 255 for a failure, 129, 130 and 143 after a signal.
   */
  async main(argv?: readonly string[], host?: CliHost): Promise<number> {
    const [{ main }, { nodeHost }] = await Promise.all([import("./main.js"), import("./process/node-host.js")]);
    return main(argv ?? process.argv.slice(2), host ?? nodeHost(), {
      ...this.#options,
      commands: [...this.#commands.values()],
    });
  }
}

const known: Readonly<Record<string, OptionSpec | undefined>> = commandOptions;

function describeOption(command: string, option: CustomOption): OptionSpec {
  if (typeof option !== "string") return option;
  const spec = known[option];
  if (spec === undefined)
    throw new CommandError(`Command '${command}' asks for an option '${option}', which is not known`);
  return spec;
}

const describeArgument = (name: string): PositionalSpec => knownPositionals[name] ?? { key: name, help: "" };
