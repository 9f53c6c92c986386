import { AlembicError } from "./alembic-error.js";

/**
 * A failure for a person to read: the command line prints `FAILED: <message>` and exits with 255.
 *
 * The same as `alembic.util.CommandError`.
 *
 * @example
 * ```ts
 * import { CommandError } from "alembic-ts";
 *
 * throw new CommandError("No 'script_location' key found in configuration.");
 * ```
 */
export class CommandError extends AlembicError {
  readonly code: string = "command";
}
