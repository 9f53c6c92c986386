import type { RunHooks } from "../commands/run-hooks.js";
import type { Config } from "../config/config.js";
import { loadConfig } from "../config/load-config.js";
import { configuredLogger } from "../config/logging/configured-logger.js";
import { AlembicError } from "../support/alembic-error.js";
import { LogLevel } from "../support/logger.js";
import { wrapForOutput } from "../support/wrap-text.js";
import type { CliHost } from "./cli-host.js";
import { commandRunners } from "./command-runners.js";
import type { CommandSpec, ParsedValues } from "./command-spec.js";
import type { Heed } from "./heed-host.js";
import { errorDocument, resultDocument } from "./json-document.js";
import type { MainOptions } from "./main.js";
import { messageOf } from "./message-of.js";

/** A command line that was understood. */
export interface CommandLineCall {
  readonly command: CommandSpec;
  readonly globals: ParsedValues;
  readonly values: ParsedValues;
  readonly hooks: RunHooks;
  /** What comes from outside. */
  readonly heed: Heed;
}

const FAILED = 255;

/** Runs one command and prints what became of it. Answers the exit code. */
export async function runCommand(call: CommandLineCall, host: CliHost, options: MainOptions): Promise<number> {
  const { command, globals, values } = call;
  const { output } = host;
  const json = values["json"] === true;
  let config: Config | undefined;
  try {
    if (command.name === "completion") {
      const { completionScript } = await import("./completion/completion-script.js");
      output.out(completionScript(String(values["shell"]), options.prog ?? "alembic-ts"));
      return 0;
    }
    config = await (options.loadConfig ?? loadConfig)({
      cwd: host.cwd,
      env: host.env,
      configFiles: (globals["config"] as readonly string[] | undefined) ?? [],
      name: String(globals["name"]),
      cmdOpts: { ...globals, ...values, x: (globals["x"] as readonly string[] | undefined) ?? [] },
      output,
    });
    config = withLogging(json ? config.withCmdOpts({ quiet: true }) : config, options);
    const own = options.commands?.find(({ spec }) => spec === command);
    const running = own === undefined ? runBuiltIn(config, call, host) : own.run(config, values as never, call.hooks);
    const result = await call.heed.unlessStuck(Promise.resolve(running));
    const stop = call.heed.stopped();
    if (stop?.kind === "failure") throw stop.error;
    if (json) output.out(resultDocument(command.name, result));
    return 0;
  } catch (error) {
    const stop = call.heed.stopped();
    const ending = stop !== undefined && isInterruption(error) ? `${messageOf(error)}\n` : undefined;
    if (stop?.kind === "signal") {
      output.err(ending ?? `${isAbort(error) ? "Interrupted" : messageOf(error)}\n`);
      return stop.exitCode;
    }
    const failure = ending === undefined ? error : stop?.error;
    const style = { config, json, quiet: globals["quiet"] === true, raise: globals["raiseerr"] === true };
    const answered = json ? undefined : options.answerFailure?.(failure);
    const code = answered ?? printFailure(failure, { ...style, command }, host);
    if (ending !== undefined) output.err(ending);
    return code;
  }
}

/** Whether something that waited for the signal, such as a question, ended with it. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === "AbortError" || isAbort(error.cause));
}

/** The run was told to stop, and its message says what became of the database. */
function isInterruption(error: unknown): boolean {
  return error instanceof AlembicError && error.code.endsWith(".interrupted");
}

function runBuiltIn(config: Config, { command, values, hooks }: CommandLineCall, host: CliHost): Promise<unknown> {
  const run = commandRunners[command.name] as (typeof commandRunners)[string];
  return run({
    config,
    values,
    hooks,
    ask: host.ask,
    async openEditor(path) {
      const { openEditor } = await import("./open-editor.js");
      openEditor(path, host.env, host.platform ?? process.platform);
    },
  });
}

interface FailureStyle {
  readonly command: CommandSpec;
  readonly config: Config | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly raise: boolean;
}

function printFailure(error: unknown, style: FailureStyle, { output }: CliHost): number {
  const { command, config, json, quiet, raise } = style;
  if (json) output.out(errorDocument(command.name, error));
  if (raise) {
    output.err(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return 1;
  }
  if (json) return FAILED;
  const message = messageOf(error);
  config?.logger.log(LogLevel.error, "alembic.util.messaging", message);
  if (!quiet) output.out(`${wrapForOutput(`FAILED: ${message}`, output)}\n`);
  return FAILED;
}

function withLogging(config: Config, { logger }: MainOptions): Config {
  return config.withServices({ logger: logger ?? configuredLogger(config) });
}
