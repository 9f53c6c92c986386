import { exitCodes } from "../cli/exit-codes.js";
import type { ParsedValues } from "../cli/grammar/command-spec.js";
import { type ParsedCommandLine, parseArguments } from "../cli/grammar/parse-arguments.js";
import { UsageError } from "../cli/grammar/usage-error.js";
import { printableLine } from "../cli/message-of.js";
import { runUntilStopped } from "../cli/run-until-stopped.js";
import type { Application } from "./application.js";
import { packageRoot } from "./package-root.js";
import { programSpec } from "./program-spec.js";
import { reportFailure } from "./report-failure.js";

const PROG = "nexuslims db";

/**
 * Runs one command line of `nexuslims`.
 *
 * @param argv - the words after the program's name.
 * @returns the exit code.
 */
export async function runNexuslims(argv: readonly string[], application: Application): Promise<number> {
  const { output } = application;
  const [group, ...words] = argv;
  if (group === "db") return runDb(words, application);
  if (group === "--version") {
    output.out(`nexuslims (NexusLIMS ${packageRoot(application.packageFolder).version})\n`);
    return exitCodes.done;
  }
  if (group === undefined || group === "-h" || group === "--help") {
    const { help } = await import("../cli/grammar/help.js");
    output.out(help(PROG, programSpec));
    return exitCodes.done;
  }
  output.err(
    `usage: nexuslims db COMMAND\nnexuslims: error: unknown command '${printableLine(group)}' (choose from 'db')\n`,
  );
  return exitCodes.usage;
}

async function runDb(words: readonly string[], application: Application): Promise<number> {
  const { output } = application;
  if (words[0] === "alembic") {
    const { alembic } = await import("./printed-commands/alembic.js");
    return alembic(application, words.slice(1));
  }
  let line: ParsedCommandLine;
  try {
    line = words.length === 0 ? { kind: "help", command: undefined } : parseArguments(programSpec, words);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const { usageReport } = await import("../cli/grammar/usage-report.js");
    output.err(usageReport(PROG, programSpec, error));
    return exitCodes.usage;
  }
  if (line.kind === "version") {
    output.out(`nexuslims db (NexusLIMS ${packageRoot(application.packageFolder).version})\n`);
    return exitCodes.done;
  }
  if (line.kind === "help") {
    const { help } = await import("../cli/grammar/help.js");
    output.out(help(PROG, programSpec, line.command));
    return exitCodes.done;
  }
  const { command, values } = line;
  return runUntilStopped(application, {
    work: (signal) => runCommand({ ...application, signal }, command.name, values),
    succeed: (code) => code,
    fail(error) {
      reportFailure(application, error);
      return exitCodes.failed;
    },
  });
}

/** Each command loads only what it needs, so that a short one starts fast. */
async function runCommand(application: Application, name: string, values: ParsedValues): Promise<number> {
  const flag = (key: string): boolean => values[key] === true;
  switch (name) {
    case "init":
      return (await import("./printed-commands/init.js")).init(application, { force: flag("force") });
    case "upgrade":
    case "downgrade":
      return (await import("./printed-commands/move.js")).move(application, {
        direction: name,
        revision: (values["revision"] as string | undefined) ?? (name === "upgrade" ? "head" : "-1"),
        sql: flag("sql"),
        preview: flag("preview"),
        lockTimeout: values["lockTimeout"] as string | undefined,
      });
    case "current":
      return (await import("./printed-commands/current.js")).current(application, { verbose: flag("verbose") });
    case "check":
      return (await import("./printed-commands/check.js")).check(application, { diff: flag("diff") });
    default:
      return (await import("./printed-commands/history.js")).history(application, {
        verbose: flag("verbose"),
        indicateCurrent: flag("indicateCurrent"),
      });
  }
}
