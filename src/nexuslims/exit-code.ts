/** What the program's commands hand back to the shell. */
export const ExitCode = {
  done: 0,
  /** The command failed; of `check`: migrations are pending. */
  failed: 1,
  /** Of `check`: it could not be found out. */
  unknown: 2,
} as const;
