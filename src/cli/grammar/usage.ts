import type { CommandSpec, PositionalSpec } from "./command-spec.js";

/** How a program, or one of its commands, is called. Apart from the help, so that an error need not load what lays that out. */
export function usage(name: string, command?: CommandSpec): string {
  return `${name} ${usageWords(command)}`;
}

/** What follows the name in a {@link usage}. */
export function usageWords(command?: CommandSpec): string {
  if (command === undefined) return "[options] <command> ...";
  return ["[options]", ...command.positionals.map(positionalTerm)].join(" ");
}

function positionalTerm({ key, many, optional }: PositionalSpec): string {
  const name = many ? `${key}...` : key;
  return optional ? `[${name}]` : `<${name}>`;
}
