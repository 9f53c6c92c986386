import type { CommandSpec } from "../cli/argument-spec.js";
import { describeCommand, describeProgram } from "../cli/help.js";
import type { UsageError } from "../cli/usage-error.js";
import { programSpec } from "./program-spec.js";

const described = () =>
  describeProgram("nexuslims db", programSpec).description(
    "Manage the NexusLIMS database, the file that NX_DB_PATH names (in the environment or in a .env file).",
  );

const named = (command: CommandSpec | undefined) =>
  command === undefined ? described() : describeCommand(`nexuslims db ${command.name}`, command);

/** The help of `nexuslims` itself. */
export function programHelp(): string {
  return `Usage: nexuslims db COMMAND\n\n${described().helpInformation()}`;
}

/** The help of `nexuslims db`, or of one of its commands. */
export function commandHelp(command: CommandSpec | undefined): string {
  return named(command).helpInformation();
}

/** What a command line that breaks the grammar is answered with. */
export function usageHelp({ command, message }: UsageError): string {
  const name = command === undefined ? "nexuslims db" : `nexuslims db ${command.name}`;
  return `usage: ${name} ${named(command).usage()}\n${name}: error: ${message}\n`;
}
