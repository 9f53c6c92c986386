import type { ParsedValues } from "../cli/command-spec.js";
import { heedHost } from "../cli/heed-host.js";
import { type ParsedCommandLine, parseArguments } from "../cli/parse-arguments.js";
import { StuckError } from "../cli/stuck-error.js";
import { UsageError } from "../cli/usage-error.js";
import { isInterruption } from "../index.js";
import type { Application } from "./application.js";
import { ExitCode } from "./exit-code.js";
import { packageRoot } from "./package-root.js";
import { programSpec } from "./program-spec.js";
import { reportFailure } from "./report-failure.js";

const USAGE = 2;

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
    return 0;
  }
  if (group === undefined || group === "-h" || group === "--help") {
    const { nexuslimsHelp } = await import("./nexuslims-help.js");
    output.out(nexuslimsHelp());
    return 0;
  }
  output.err(`usage: nexuslims db COMMAND\nnexuslims: error: unknown command '${group}' (choose from 'db')\n`);
  return USAGE;
}

async function runDb(words: readonly string[], application: Application): Promise<number> {
  const { output } = application;
  if (words[0] === "alembic") {
    const { alembic } = await import("./commands/alembic.js");
    return alembic(application, words.slice(1));
  }
  let line: ParsedCommandLine;
  try {
    line = words.length === 0 ? { kind: "help", command: undefined } : parseArguments(programSpec, words);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const { usageHelp } = await import("./nexuslims-help.js");
    output.err(usageHelp(error));
    return USAGE;
  }
  if (line.kind === "version") {
    output.out(`nexuslims db (NexusLIMS ${packageRoot(application.packageFolder).version})\n`);
    return 0;
  }
  if (line.kind === "help") {
    const { nexuslimsHelp } = await import("./nexuslims-help.js");
    output.out(nexuslimsHelp(line.command));
    return 0;
  }
  return heeding(application, line.command.name, line.values);
}

/** A signal makes the run roll back, as does a failure that nobody waits for; the exit code is then the shell's for it. */
async function heeding(application: Application, name: string, values: ParsedValues): Promise<number> {
  return heedHost(application, async ({ signal, stopped, unlessStuck }) => {
    let code: number = ExitCode.failed;
    let ending: string | undefined;
    try {
      code = await unlessStuck(runCommand({ ...application, signal }, name, values));
    } catch (error) {
      if (stopped() === undefined || !(isInterruption(error) || error instanceof StuckError)) throw error;
      ending = isInterruption(error) ? `${error.message}\n` : undefined;
    }
    const stop = stopped();
    if (stop?.kind === "failure") reportFailure(application, stop.error);
    if (ending !== undefined) application.output.err(ending);
    if (stop?.kind === "failure") return ExitCode.failed;
    return stop !== undefined && ending !== undefined ? stop.exitCode : code;
  });
}

/** Each command loads what it needs and nothing else, so that a short one starts fast. */
async function runCommand(application: Application, name: string, values: ParsedValues): Promise<number> {
  const flag = (key: string): boolean => values[key] === true;
  const revision = (fallback: string): string => (values["revision"] as string | undefined) ?? fallback;
  switch (name) {
    case "init":
      return (await import("./commands/init.js")).init(application, { force: flag("force") });
    case "upgrade":
      return (await import("./commands/move.js")).move(application, "upgrade", {
        revision: revision("head"),
        sql: flag("sql"),
        preview: flag("preview"),
      });
    case "downgrade":
      return (await import("./commands/move.js")).move(application, "downgrade", {
        revision: revision("-1"),
        sql: flag("sql"),
        preview: flag("preview"),
      });
    case "current":
      return (await import("./commands/current.js")).current(application, { verbose: flag("verbose") });
    case "check":
      return (await import("./commands/check.js")).check(application, { diff: flag("diff") });
    default:
      return (await import("./commands/history.js")).history(application, {
        verbose: flag("verbose"),
        indicateCurrent: flag("indicateCurrent"),
      });
  }
}
