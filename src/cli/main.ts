import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CliHost } from "./cli-host.js";
import { exitCodes } from "./exit-codes.js";
import { commandSpecs } from "./grammar/command-specs.js";
import { globalOptions } from "./grammar/option-specs.js";
import { type ParsedCommandLine, parseArguments } from "./grammar/parse-arguments.js";
import { UsageError } from "./grammar/usage-error.js";
import type { MainOptions } from "./main-options.js";

/**
 * Runs one command line.
 *
 * @param argv the words after the program's name.
 * @param host the process that it runs in; nothing else of it is used.
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
    const { usageReport } = await import("./grammar/usage-report.js");
    host.output.err(usageReport(prog, program, error));
    return exitCodes.usage;
  }
  if (line.kind === "version") {
    const version = options.version ?? packageVersion();
    host.output.out(`${prog} ${version}\n`);
    return exitCodes.done;
  }
  if (line.kind === "help") {
    const { help } = await import("./grammar/help.js");
    host.output.out(help(prog, program, line.command));
    return exitCodes.done;
  }
  const { runCommand } = await import("./run-command.js");
  const { command, values } = line;
  return runCommand({ command, globals: line.globals, values }, host, { ...options, prog });
}

/** The version of this package, from its package.json. */
function packageVersion(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, "package.json");
    if (existsSync(path)) return String((JSON.parse(readFileSync(path, "utf8")) as { version: unknown }).version);
  }
  throw new Error("the package.json of alembic-ts is missing");
}
