import { Command, Option } from "commander";
import type { CommandSpec, OptionSpec, PositionalSpec } from "./argument-spec.js";
import type { ProgramSpec } from "./parse-arguments.js";

/** A program, or one of its commands, as commander describes it. */
export function describeProgram(prog: string, program: ProgramSpec): Command {
  const described = new Command(prog)
    .description("Database migrations that share revisions, version table and commands with Python's Alembic.")
    .helpOption("-h, --help", "show this help")
    .option("--version", "show the version")
    .helpCommand(false);
  for (const option of program.options) described.addOption(describeOption(option));
  for (const command of program.commands) described.addCommand(describeCommand(`${prog} ${command.name}`, command));
  described.usage("[options] <command> ...");
  described.configureHelp({ subcommandTerm: (command) => command.name().split(" ").at(-1) ?? "" });
  return described;
}

/** One command with its options. */
export function describeCommand(prog: string, command: CommandSpec): Command {
  const described = new Command(prog).description(sentence(command.help)).helpOption("-h, --help", "show this help");
  for (const option of command.options) described.addOption(describeOption(option));
  for (const positional of command.positionals) described.argument(describePositional(positional), positional.help);
  return described;
}

function describeOption(option: OptionSpec): Option {
  const value = option.kind === "flag" ? "" : ` <${option.metavar ?? "value"}>`;
  return new Option(`${option.flags.join(", ")}${value}`, option.help);
}

function describePositional(positional: PositionalSpec): string {
  const name = positional.many ? `${positional.key}...` : positional.key;
  return positional.optional ? `[${name}]` : `<${name}>`;
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
