import { AlembicError } from "../support/alembic-error.js";
import { messageOf } from "./message-of.js";

/** A failure outside of what the command waits for: it ends the command, which could not go on in good faith. */
export class AbandonedError extends AlembicError {
  readonly code = "cli.abandoned";

  constructor(cause: unknown) {
    super(`A failure that nothing was waiting for, in a script or in the environment: ${messageOf(cause)}`, { cause });
  }
}
