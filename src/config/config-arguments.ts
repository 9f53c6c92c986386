/** The command-line options that environments and commands may ask for, as `cmd_opts` is in Python. */
export interface ConfigArguments {
  /** The values of `-x`, in order. */
  readonly x?: readonly string[];
  /** `--quiet`: no result lines and no status lines. */
  readonly quiet?: boolean;
  /** `--raiseerr`: errors are raised to the caller with their stack. */
  readonly raiseerr?: boolean;
  /** `--lock-timeout`: how many seconds a run waits for another one; by default the database URL's timeout, or a minute. */
  readonly lockTimeout?: string | number | undefined;
  /** `--verbose` of the command. */
  readonly verbose?: boolean;
  /** Any other option of the command that runs. */
  readonly [option: string]: unknown;
}
