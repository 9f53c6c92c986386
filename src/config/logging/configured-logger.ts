import { resolve } from "node:path";
import { CommandError } from "../../support/command-error.js";
import type { LogLevel } from "../../support/logger.js";
import { printable } from "../../support/printable.js";
import type { Config } from "../config.js";
import type { EnvironmentLogger, LogStart } from "../config-services.js";
import { pythonFormat } from "../python/python-format.js";
import {
  defaultLoggingSetup,
  type LogFormat,
  type LoggingSetup,
  type LogHandler,
  readLoggingSetup,
} from "./logging-setup.js";
import { strftime } from "./strftime.js";

const levelNames: Readonly<Record<number, string>> = {
  10: "DEBUG",
  20: "INFO",
  30: "WARNING",
  40: "ERROR",
  50: "CRITICAL",
};
const rootLevel = 30;

/** A logger's name, then the names above it, down to the root's empty one. */
function namesAbove(name: string): readonly string[] {
  const names: string[] = [];
  for (let at = name; at !== ""; at = at.slice(0, Math.max(at.lastIndexOf("."), 0))) names.push(at);
  return [...names, ""];
}

interface LogEvent {
  readonly level: number;
  readonly name: string;
  readonly message: string;
  readonly time: Date;
  /** Milliseconds since the first event. */
  readonly age: number;
}

function lineOf({ format, datefmt }: LogFormat, { level, name, message, time, age }: LogEvent): string {
  const milliseconds = time.getMilliseconds();
  const values = {
    name,
    levelno: level,
    levelname: levelNames[level] ?? `Level ${level}`,
    message,
    // Most formats have no time, and writing one takes longer than the rest of the line.
    get asctime() {
      return datefmt ? strftime(datefmt, time) : `${strftime("%F %T", time)},${String(milliseconds).padStart(3, "0")}`;
    },
    created: time.getTime() / 1000,
    msecs: milliseconds,
    relativeCreated: age,
    msg: message,
    args: "()",
    // Fields that only a Python program has: places in its code, its threads and processes.
    pathname: "",
    filename: "",
    module: "",
    funcName: "",
    lineno: 0,
    process: 0,
    processName: "MainProcess",
    thread: 0,
    threadName: "MainThread",
    taskName: "None",
    exc_info: "None",
    exc_text: "None",
    stack_info: "None",
  };
  return `${pythonFormat(format, values, "log format")}\n`;
}

/** The text before and after the message in the lines of a logger. */
interface LineFrame {
  readonly before: string;
  readonly after: string;
}

/** The frame of a logger's lines, where the message is all that differs between them; a run has thousands of lines. */
function frameOf(format: LogFormat, event: LogEvent): LineFrame | undefined {
  // A field after a doubled sign is plain text, and a message that is cut or padded has no frame.
  const fields = format.format.replaceAll("%%", "");
  if (
    /%\((?:asctime|created|msecs|relativeCreated|msg)\)|%\(message\)(?!s)/.test(fields) ||
    !fields.includes("%(message)s")
  )
    return undefined;
  const [before = "", after = "", ...more] = lineOf(format, { ...event, message: "\0" }).split("\0");
  return more.length === 0 ? { before, after } : undefined;
}

/** Where the events of a logger are written. */
interface Route {
  /** The level from which on events are shown. */
  readonly least: number;
  readonly handlers: readonly LogHandler[];
}

/** Shows log events as Python's logging does once `fileConfig` has read the same sections. */
class ConfiguredLogger implements EnvironmentLogger {
  readonly #config: Config;
  readonly #routes = new Map<string, Route>();
  readonly #frames = new Map<string, LineFrame | undefined>();
  /** Formats that were reported to be wrong. */
  readonly #wrong = new Set<string>();
  #setup: LoggingSetup | undefined;
  /** Whether the log was set up by something else than the configuration, so that it may be set up again. */
  #isForeign = false;
  #first: number | undefined;

  constructor(config: Config) {
    this.#config = config;
  }

  start(start?: LogStart): void {
    if (start !== undefined) {
      this.#begin(start);
      return;
    }
    if (this.#setup !== undefined && !this.#isForeign) return;
    this.#isForeign = false;
    this.#routes.clear();
    this.#setup = readLoggingSetup(this.#config.fileConfig) ?? defaultLoggingSetup;
    for (const { handlers } of this.#setup.values()) {
      for (const { target } of handlers) {
        if (typeof target === "object" && target.mode === "replace") this.#writeFile(target.file, "", "replace");
      }
    }
  }

  /** Begins as a program does whose log the configuration says nothing of. */
  #begin(start: LogStart): void {
    if (start.kind === "setup") {
      this.#isForeign = !start.disablesOthers;
      this.#routes.clear();
      this.#setup = start.setup;
      return;
    }
    if (this.#setup !== undefined && !this.#isForeign) return;
    this.#isForeign = true;
    this.#routes.clear();
    const format = { format: start.kind === "basic" ? start.format : "", datefmt: undefined };
    this.#setup =
      start.kind === "unconfigured"
        ? new Map()
        : new Map([["", { level: start.level, propagate: true, handlers: [{ target: "stderr", level: 0, format }] }]]);
  }

  log(level: LogLevel, name: string, message: string): void {
    const setup = this.#setup;
    if (setup === undefined) return;
    const { least, handlers } = this.#routeOf(setup, name);
    if (level < least) return;
    const time = this.#config.services.clock.now();
    this.#first ??= time.getTime();
    const event = { level, name, message: printable(message), time, age: time.getTime() - this.#first };
    for (const handler of handlers) if (level >= handler.level) this.#write(handler, event);
    // Without a handler Python shows warnings and errors only, without a format.
    if (handlers.length === 0 && level >= rootLevel) this.#config.output.err(`${printable(message)}\n`);
  }

  /** Where a logger's events go; a run has thousands of events and a handful of loggers. */
  #routeOf(setup: LoggingSetup, name: string): Route {
    const known = this.#routes.get(name);
    if (known !== undefined) return known;
    const names = namesAbove(name);
    const effective = names.map((one) => setup.get(one)?.level ?? 0).find((one) => one !== 0) ?? rootLevel;
    const handlers: LogHandler[] = [];
    for (const one of names) {
      const logger = setup.get(one);
      handlers.push(...(logger?.handlers ?? []));
      if (logger?.propagate === false) break;
    }
    const route = {
      least: !this.#isForeign && isDisabled(setup, name) ? Number.POSITIVE_INFINITY : effective,
      handlers,
    };
    this.#routes.set(name, route);
    return route;
  }

  #write({ target, format }: LogHandler, event: LogEvent): void {
    if (target === "nowhere") return;
    const line = this.#lineOf(format, event);
    if (target === "stdout") this.#config.output.out(line);
    else if (target === "stderr") this.#config.output.err(line);
    else this.#writeFile(target.file, line, "append");
  }

  /**
   * A line. A format that is wrong is reported once, and then the bare message is printed, so that no run ends because
   * of its log.
   */
  #lineOf(format: LogFormat, event: LogEvent): string {
    if (this.#wrong.has(format.format)) return `${event.message}\n`;
    try {
      return this.#formatted(format, event);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      this.#wrong.add(format.format);
      this.#config.output.err(`${printable(error.message)}\n`);
      return `${event.message}\n`;
    }
  }

  #formatted(format: LogFormat, event: LogEvent): string {
    const key = `${event.level} ${event.name} ${format.format}`;
    if (!this.#frames.has(key)) this.#frames.set(key, frameOf(format, event));
    const frame = this.#frames.get(key);
    return frame === undefined ? lineOf(format, event) : frame.before + event.message + frame.after;
  }

  #writeFile(file: string, text: string, mode: "replace" | "append"): void {
    this.#config.services.files.write(resolve(this.#config.cwd, file), new TextEncoder().encode(text), mode);
  }
}

/**
 * Python's `fileConfig` silences existing loggers that are neither named nor below a named one. All of Alembic's exist
 * by then, except the one that an environment makes for itself.
 */
function isDisabled(setup: LoggingSetup, name: string): boolean {
  const existed = /^(?:alembic|sqlalchemy)(?:\.|$)/.test(name) && name !== "alembic.env";
  return existed && !namesAbove(name).some((one) => one !== "" && setup.has(one));
}

/**
 * A logger that writes to the configuration's output as its logging sections define. Where it has none, as in
 * package.json, it shows what `init` would write: Alembic's events from INFO on, others from WARNING on, on stderr.
 *
 * @returns The logger, silent until it is started.
 * @example
 * ```ts
 * import { configuredLogger, loadConfig } from "alembic-ts";
 *
 * const config = loadConfig();
 * const logged = config.withServices({ logger: configuredLogger(config) });
 * ```
 */
export function configuredLogger(config: Config): EnvironmentLogger {
  return new ConfiguredLogger(config);
}
