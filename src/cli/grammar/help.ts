import { Command, Option } from "commander";
import type { CommandSpec, OptionSpec } from "./command-spec.js";
import type { ProgramSpec } from "./parse-arguments.js";
import { usageWords } from "./usage.js";

/** The help of a program, or of one of its commands, as commander lays it out. */
export function help(prog: string, program: ProgramSpec, command?: CommandSpec): string {
  const described = command === undefined ? describeProgram(prog, program) : describeCommand(prog, command);
  const text = described.configureHelp({ helpWidth: 100, subcommandTerm: (one) => one.name() }).helpInformation();
  return command === undefined ? `${text}\n${prog} <command> --help shows the options of a command.\n` : text;
}

function describeProgram(prog: string, { about, options, commands }: ProgramSpec): Command {
  const described = new Command(prog)
    .description(about)
    .usage(usageWords())
    .helpCommand(false)
    .option("--version", "show the version");
  for (const option of options) described.addOption(describeOption(option));
  for (const command of commands) described.command(command.name).summary(command.help);
  return described.helpOption("-h, --help", "show this help");
}

function describeCommand(prog: string, command: CommandSpec): Command {
  const described = new Command(`${prog} ${command.name}`)
    .description(`${command.help.slice(0, 1).toUpperCase()}${command.help.slice(1)}.`)
    .usage(usageWords(command));
  for (const option of command.options) described.addOption(describeOption(option));
  for (const { key, help: text } of command.positionals) described.argument(`[${key}]`, text);
  return described.helpOption("-h, --help", "show this help");
}

function describeOption(option: OptionSpec): Option {
  const value = option.kind === "flag" ? "" : ` <${option.metavar ?? "value"}>`;
  return new Option(`${option.flags.join(", ")}${value}`, option.help);
}
