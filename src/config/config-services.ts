import { stderr, stdout } from "node:process";
import { type Logger, silentLogger } from "../support/logger.js";
import type { Output } from "../support/output.js";
import { printable } from "../support/printable.js";
import { type Clock, systemClock } from "./clock.js";
import type { FileSystem } from "./file-system.js";
import type { LoggingSetup } from "./logging/logging-setup.js";
import { nodeFileSystem, nodePlatform } from "./node-file-system.js";

/** Something that Python's Alembic reports through the `warnings` module. */
export interface ConfigWarning {
  /** Python's category: a deprecation is not shown by default, a user warning is. */
  readonly category: "UserWarning" | "DeprecationWarning";
  readonly message: string;
}

/**
 * How a log begins where it is not by the configuration: as Python's does before anything sets it up, or with one
 * handler on the errors' stream for all that is at least of a level, or as a program sets each logger up. Then loggers
 * that existed before and are not part of it may be silent.
 */
export type LogStart =
  | { readonly kind: "unconfigured" }
  | { readonly kind: "basic"; readonly level: number; readonly format: string }
  | { readonly kind: "setup"; readonly setup: LoggingSetup; readonly disablesOthers: boolean };

/**
 * A logger that is silent until the environment runs.
 *
 * In Python it is `env.py` that sets logging up, so events before it are not shown. The code that runs `env.ts` calls
 * {@link EnvironmentLogger.start} first.
 */
export interface EnvironmentLogger extends Logger {
  /** Begins to show log events, as the configuration's logging sections define, or as `setup` does. */
  start?(setup?: LogStart): void;
}

/** What a run uses of the outside world. Each has a default, so a program may hand in only what it wants to see. */
export interface ConfigServices {
  /** Where results, status lines and offline SQL go. Default: the process's streams, as in Alembic. */
  readonly output: Output;
  /** Where log events go. Default: nowhere. */
  readonly logger: EnvironmentLogger;
  /** Tells the time of a new revision. Default: the machine's clock. */
  readonly clock: Clock;
  /** Reads the configuration and the scripts. Default: the machine's files. */
  readonly files: FileSystem;
  /** Receives warnings. Default: a user warning is a line on the errors' stream, a deprecation is dropped. */
  readonly warn: (warning: ConfigWarning) => void;
  /** The operating system by Node's name, which decides the path separator `os`. Default: that of this machine. */
  readonly platform: string;
}

/**
 * The streams of the process, for a program that hands in no output: Alembic's functions print there as well. Without
 * colours and lines that are drawn anew, which are for the command line.
 */
const processOutput: Output = {
  out(text) {
    stdout.write(text);
  },
  err(text) {
    stderr.write(text);
  },
  get columns() {
    return stdout.columns;
  },
  outColor: false,
  errColor: false,
  errIsTerminal: false,
};

/** Fills in the defaults of the services that are not handed in. */
export function configServices(given: Partial<ConfigServices>): ConfigServices {
  const output = given.output ?? processOutput;
  return {
    output,
    logger: given.logger ?? silentLogger,
    clock: given.clock ?? systemClock,
    files: given.files ?? nodeFileSystem,
    warn:
      given.warn ??
      (({ category, message }) => {
        if (category === "UserWarning") output.err(`UserWarning: ${printable(message)}\n`);
      }),
    platform: given.platform ?? nodePlatform,
  };
}
