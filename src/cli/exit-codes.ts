/** The exit codes of both programs, `alembic-ts` and `nexuslims`. No other file has a number of its own. */
export const exitCodes = {
  /** The command succeeded. */
  done: 0,
  /**
   * A failure that has been reported in full, or a mistake in a program: every failure of `nexuslims db` (of `check`:
   * migrations are pending), `--raiseerr`, and an error of a script that no command waits for.
   */
  failed: 1,
  /** The command line breaks the grammar: nothing was run. */
  usage: 2,
  /** `nexuslims db check` could not find out whether migrations are pending. */
  unknown: 2,
  /** A command of `alembic-ts` failed; Alembic's own code, which is -1 as an exit status. */
  commandFailed: 255,
} as const;

/** The signals that end a program politely, each with the exit code that a shell expects: 128 and the signal's number. */
export const signalExitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** A signal that a program listens for. */
export type HostSignal = keyof typeof signalExitCodes;
