import { printable } from "../../support/printable.js";
import { similarName } from "../../support/similar-name.js";
import type { ProgramSpec } from "./parse-arguments.js";
import { usage } from "./usage.js";
import type { UsageError } from "./usage-error.js";

/**
 * Returns what a program prints on standard error for a wrong command line: the usage and the reason, as argparse words
 * them, and a hint.
 */
export function usageReport(prog: string, program: ProgramSpec, error: UsageError): string {
  const name = error.command === undefined ? prog : `${prog} ${error.command.name}`;
  const hint = printable(wayOut(prog, program, error));
  return `usage: ${usage(name, error.command)}\n${name}: error: ${printable(error.message)}\nHint: ${hint}\n`;
}

function wayOut(prog: string, program: ProgramSpec, { command, unknown }: UsageError): string {
  const within = command ?? unknown?.command;
  const word = unknown?.word.split("=")[0] ?? "";
  const isOption = word.startsWith("-");
  const help =
    within === undefined
      ? `'${prog} --help' lists the commands.`
      : `'${prog} ${within.name} --help' describes the command.`;
  if (unknown === undefined || word === "") return help;
  const optionsOf = (spec: Pick<ProgramSpec, "options"> | undefined): readonly string[] =>
    spec?.options.flatMap(({ flags }) => flags) ?? [];
  if (within !== undefined && optionsOf(program).includes(word))
    return `'${word}' is an option of the program: write it before the command, as in '${prog} ${word} … ${within.name}'.`;
  if (within !== undefined && optionsOf(within).includes(word))
    return `'${word}' is an option of '${within.name}': write it after the command.`;
  const names = isOption
    ? optionsOf(within ?? program).filter((flag) => flag.startsWith("--"))
    : program.commands.map(({ name }) => name);
  const isMisspelt = isOption ? word.startsWith("--") : within === undefined;
  const meant = isMisspelt && word.length < 100 ? similarName(word, names) : undefined;
  return meant === undefined ? help : `Did you mean '${meant}'? ${help}`;
}
