/** Severity of a log event, least first, with Python's numbers so that a configured level compares the same. */
export const LogLevel = { debug: 10, info: 20, warning: 30, error: 40 } as const;
export type LogLevel = (typeof LogLevel)[keyof typeof LogLevel];

/**
 * Receives log events. The library configures no logging of its own; the program that runs it decides what is shown.
 */
export interface Logger {
  /** `name` is the dotted logger's name as in Python, such as `alembic.runtime.migration`. */
  log(level: LogLevel, name: string, message: string): void;
}

/** A logger that drops everything. */
export const silentLogger: Logger = {
  log() {
    // The events are dropped.
  },
};
