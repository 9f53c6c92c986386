import { AlembicError } from "../support/alembic-error.js";

/** A failure outside of what the command waits for: it ends the command, which could not go on in good faith. */
export class AbandonedError extends AlembicError {
  readonly code = "cli.abandoned";

  constructor(cause: unknown) {
    const text = cause instanceof Error && !(cause instanceof AlembicError) ? String(cause) : messageOf(cause);
    super(`A failure that nothing was waiting for, in a script or in the environment: ${text}`, { cause });
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
