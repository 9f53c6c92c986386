import { AlembicError } from "../../support/alembic-error.js";
import type { CommandSpec } from "./command-spec.js";

/** A command line that breaks the grammar: the program prints its usage on stderr and exits with 2. */
export class UsageError extends AlembicError {
  readonly code = "cli.usage";
  /** The sub-command whose usage is shown; by default that of the program. */
  readonly command: CommandSpec | undefined;
  /** The word that the grammar does not have. The hint is made from it. */
  readonly unknown: UnknownWord | undefined;

  constructor(message: string, command?: CommandSpec, unknown?: UnknownWord) {
    super(message);
    this.command = command;
    this.unknown = unknown;
  }
}

/** A word that the grammar does not have. */
export interface UnknownWord {
  readonly word: string;
  /** The sub-command of the line; absent if the line has none, or if the word itself should have been the sub-command. */
  readonly command?: CommandSpec | undefined;
}
