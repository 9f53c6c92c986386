import type { CommandSpec, OptionSpec, PositionalSpec } from "./command-spec.js";
import type { ProgramSpec } from "./parse-arguments.js";

const WIDTH = 100;
const HELP_TERM = ["-h, --help", "show this help"] as const;

type Row = readonly [term: string, text: string];

/** How a program, or one of its commands, is called. */
export function usage(name: string, command?: CommandSpec): string {
  if (command === undefined) return `${name} [options] <command> ...`;
  return [name, "[options]", ...command.positionals.map(positionalTerm)].join(" ");
}

/** The help of a program, or of one of its commands. */
export function help(prog: string, program: ProgramSpec, command?: CommandSpec): string {
  return command === undefined ? programHelp(prog, program) : commandHelp(`${prog} ${command.name}`, command);
}

function programHelp(prog: string, { about, options, commands }: ProgramSpec): string {
  return paragraphs([
    `Usage: ${usage(prog)}`,
    about,
    section("Options", [["--version", "show the version"], ...options.map(optionRow), HELP_TERM]),
    section(
      "Commands",
      commands.map(({ name, help: text }) => [name, text]),
    ),
    `${prog} <command> --help shows the options of a command.`,
  ]);
}

function commandHelp(name: string, command: CommandSpec): string {
  const { positionals, options } = command;
  return paragraphs([
    `Usage: ${usage(name, command)}`,
    `${command.help.slice(0, 1).toUpperCase()}${command.help.slice(1)}.`,
    ...(positionals.length === 0
      ? []
      : [
          section(
            "Arguments",
            positionals.map(({ key, help: text }) => [key, text]),
          ),
        ]),
    section("Options", [...options.map(optionRow), HELP_TERM]),
  ]);
}

const paragraphs = (parts: readonly string[]) => `${parts.join("\n\n")}\n`;

function optionRow(option: OptionSpec): Row {
  const value = option.kind === "flag" ? "" : ` <${option.metavar ?? "value"}>`;
  return [`${option.flags.join(", ")}${value}`, option.help];
}

function positionalTerm({ key, many, optional }: PositionalSpec): string {
  const name = many ? `${key}...` : key;
  return optional ? `[${name}]` : `<${name}>`;
}

/** A titled list: terms in one column, what they mean in another. */
function section(title: string, rows: readonly Row[]): string {
  const column = Math.max(...rows.map(([term]) => term.length)) + 4;
  const lines = rows.flatMap(([term, text]) =>
    wrap(text, WIDTH - column).map((line, at) => `${(at === 0 ? `  ${term}` : "").padEnd(column)}${line}`),
  );
  return [`${title}:`, ...lines].join("\n");
}

function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
