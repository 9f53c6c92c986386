import { AlembicError } from "../../support/alembic-error.js";
import type { CommandSpec } from "./command-spec.js";

/** A command line that breaks the grammar: the program prints its usage on stderr and exits with 2. */
export class UsageError extends AlembicError {
  readonly code = "cli.usage";
  /** The sub-command whose usage is shown; by default that of the program. */
  readonly command: CommandSpec | undefined;

  constructor(message: string, command?: CommandSpec) {
    super(message);
    this.command = command;
  }
}
