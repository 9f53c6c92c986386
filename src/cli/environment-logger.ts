import type { EnvironmentLogger } from "../config/environment-logger.js";
import { LogLevel } from "../support/logger.js";
import type { Output } from "../support/output.js";

const NAMES: Readonly<Record<number, string>> = {
  [LogLevel.debug]: "DEBUG",
  [LogLevel.info]: "INFO",
  [LogLevel.warning]: "WARNING",
  [LogLevel.error]: "ERROR",
};

/**
 * Log lines as the configuration that `init` writes has them: Alembic's own from INFO on, others from WARNING on.
 */
export function environmentLogger(output: Output): EnvironmentLogger {
  let isStarted = false;
  return {
    start() {
      isStarted = true;
    },
    log(level, name, message) {
      const least = name === "alembic" || name.startsWith("alembic.") ? LogLevel.info : LogLevel.warning;
      if (!isStarted || level < least) return;
      output.err(`${(NAMES[level] ?? `Level ${level}`).slice(0, 5).padEnd(5)} [${name}] ${message}\n`);
    },
  };
}
