import type { CommandSpec } from "../cli/command-spec.js";
import { help } from "../cli/help.js";
import { usage } from "../cli/usage.js";
import type { UsageError } from "../cli/usage-error.js";
import { programSpec } from "./program-spec.js";

/** The help of `nexuslims db`, or of one of its commands. */
export function nexuslimsHelp(command?: CommandSpec): string {
  return help("nexuslims db", programSpec, command);
}

/** What a command line that breaks the grammar is answered with. */
export function usageHelp({ command, message }: UsageError): string {
  const name = command === undefined ? "nexuslims db" : `nexuslims db ${command.name}`;
  return `usage: ${usage(name, command)}\n${name}: error: ${message}\n`;
}
