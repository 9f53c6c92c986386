import { CommandError } from "../../support/command-error.js";
import { ownValue } from "../../support/own-value.js";
import { strip } from "../../support/strip.js";
import type { IniFile } from "../ini/ini-file.js";

/** The form of a log line, as a `[formatter_…]` section has it. */
export interface LogFormat {
  readonly format: string;
  /** The form of `asctime`; Python's own where it is left out. */
  readonly datefmt: string | undefined;
}

/** Where log lines go, as a `[handler_…]` section has it. */
export interface LogHandler {
  readonly target: "stdout" | "stderr" | "nowhere" | { readonly file: string; readonly mode: "replace" | "append" };
  readonly level: number;
  readonly format: LogFormat;
}

/** What is shown of a logger and of those below it, as a `[logger_…]` section has it. */
export interface LoggerSetup {
  /** 0 where the level is that of the logger above. */
  readonly level: number;
  readonly handlers: readonly LogHandler[];
  readonly propagate: boolean;
}

/** The logging sections of an ini file, by the name of the logger; the root's name is empty. */
export type LoggingSetup = ReadonlyMap<string, LoggerSetup>;

const levels: Readonly<Record<string, number>> = {
  NOTSET: 0,
  DEBUG: 10,
  INFO: 20,
  WARN: 30,
  WARNING: 30,
  ERROR: 40,
  CRITICAL: 50,
  FATAL: 50,
};

const messageOnly: LogFormat = { format: "%(message)s", datefmt: undefined };

/** The logging that `init` writes; it is used where a configuration has no logging sections. */
export const defaultLoggingSetup: LoggingSetup = new Map([
  [
    "",
    {
      level: 30,
      propagate: true,
      handlers: [
        {
          target: "stderr",
          level: 0,
          format: { format: "%(levelname)-5.5s [%(name)s] %(message)s", datefmt: "%H:%M:%S" },
        } as const,
      ],
    },
  ],
  ["sqlalchemy.engine", { level: 30, handlers: [], propagate: true }],
  ["alembic", { level: 20, handlers: [], propagate: true }],
]);

/** Reads sections by Python's rules; its errors name what is missing. */
class Sections {
  readonly #ini: IniFile;

  constructor(ini: IniFile) {
    this.#ini = ini;
  }

  names(section: string): readonly string[] {
    return listOf(this.required(section, "keys"));
  }

  required(section: string, key: string): string {
    const value = this.#ini.get(section, key);
    if (value === undefined) throw new CommandError(`The logging configuration needs '${key}' in section [${section}]`);
    return value;
  }

  optional(section: string, key: string, raw = false): string | undefined {
    return raw ? this.#ini.getRaw(section, key) : this.#ini.get(section, key);
  }

  level(section: string): number {
    const name = this.optional(section, "level");
    if (name === undefined || name === "") return 0;
    const level = ownValue(levels, name);
    if (level === undefined) throw new CommandError(`Unknown level: '${name}' in section [${section}]`);
    return level;
  }
}

const listOf = (text: string): readonly string[] =>
  text === ""
    ? []
    : text
        .split(",")
        .map(strip)
        .filter((name) => name !== "");

function handlerTarget(section: string, className: string, args: string): LogHandler["target"] {
  const name = className.split(".").at(-1) ?? "";
  if (name === "NullHandler") return "nowhere";
  if (name === "StreamHandler") return args.includes("sys.stdout") ? "stdout" : "stderr";
  const [, , file, , , mode] = /^\s*\(\s*(["'])(.*?)\1\s*,?\s*((["'])(.*?)\4)?/.exec(args) ?? [];
  if (name.endsWith("FileHandler") && file !== undefined) {
    return { file, mode: mode?.startsWith("w") ? "replace" : "append" };
  }
  throw new CommandError(
    `Handler class '${className}' of section [${section}] is not supported here; use StreamHandler, FileHandler or NullHandler`,
  );
}

/**
 * Reads the logging sections of an ini file, as far as they decide which lines are shown, where and how.
 *
 * @returns The setup, or `undefined` where there is no `[loggers]` section.
 * @throws {CommandError} Where a section names what is missing or not supported.
 */
export function readLoggingSetup(ini: IniFile): LoggingSetup | undefined {
  if (!ini.hasSection("loggers")) return undefined;
  const sections = new Sections(ini);
  const formats = new Map(
    sections.names("formatters").map((name) => {
      const section = `formatter_${name}`;
      const format = sections.optional(section, "format", true) ?? messageOnly.format;
      return [name, { format, datefmt: sections.optional(section, "datefmt", true) }];
    }),
  );
  const handlers = new Map(
    sections.names("handlers").map((name): [string, LogHandler] => {
      const section = `handler_${name}`;
      const formatter = sections.optional(section, "formatter");
      const format = formatter ? formats.get(formatter) : messageOnly;
      if (format === undefined)
        throw new CommandError(`Section [${section}] names an unknown formatter '${formatter}'`);
      const target = handlerTarget(
        section,
        sections.required(section, "class"),
        sections.optional(section, "args") ?? "",
      );
      return [name, { target, level: sections.level(section), format }];
    }),
  );
  const loggers = sections.names("loggers").map((name): [string, LoggerSetup] => {
    const section = `logger_${name}`;
    const own = listOf(sections.optional(section, "handlers") ?? "").map((handler) => {
      const found = handlers.get(handler);
      if (found === undefined) throw new CommandError(`Section [${section}] names an unknown handler '${handler}'`);
      return found;
    });
    const propagate = sections.optional(section, "propagate") !== "0";
    const qualname = name === "root" ? "" : sections.required(section, "qualname");
    return [qualname, { level: sections.level(section), handlers: own, propagate }];
  });
  return new Map(loggers);
}
