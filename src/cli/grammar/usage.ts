import type { CommandSpec, PositionalSpec } from "./command-spec.js";

/**
 * The usage line of a program or of one of its commands. It is not part of the help, so that an error does not load
 * commander.
 */
export function usage(name: string, command?: CommandSpec): string {
  return `${name} ${usageWords(command)}`;
}

/** The text after the name in a {@link usage}. */
export function usageWords(command?: CommandSpec): string {
  if (command === undefined) return "[options] <command> ...";
  return ["[options]", ...command.positionals.map(positionalTerm)].join(" ");
}

function positionalTerm({ key, many, optional }: PositionalSpec): string {
  const name = many ? `${key}...` : key;
  return optional ? `[${name}]` : `<${name}>`;
}
