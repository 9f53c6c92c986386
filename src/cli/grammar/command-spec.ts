/** One option of the command line. */
export interface OptionSpec {
  /** Spellings, short ones first: `["-m", "--message"]`. */
  readonly flags: readonly string[];
  /** Key of the parsed value. */
  readonly key: string;
  /** `flag` takes no value, `value` keeps the last one, `append` keeps all of them. */
  readonly kind: "flag" | "value" | "append";
  readonly help: string;
  /** Name of the value in the help. */
  readonly metavar?: string;
  /** Value if the option is not given. */
  readonly default?: string;
  /** An option that Alembic does not have. */
  readonly ours?: true;
}

/** One positional argument. */
export interface PositionalSpec {
  readonly key: string;
  readonly help: string;
  /** Takes one word or more. */
  readonly many?: true;
  /** May be left out. */
  readonly optional?: true;
  /** Key of the flag that must precede it. */
  readonly onlyWith?: string;
  /** Key of the flag with which it may be left out. */
  readonly optionalWith?: string;
}

/** One sub-command: its arguments, its options and its purpose. */
export interface CommandSpec {
  readonly name: string;
  readonly help: string;
  readonly options: readonly OptionSpec[];
  readonly positionals: readonly PositionalSpec[];
  /** A command that Alembic does not have. */
  readonly ours?: true;
}

/** The values of a command line by key. */
export type ParsedValues = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
