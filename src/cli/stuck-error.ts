import { AlembicError } from "../support/alembic-error.js";

/** The command waits for something that nothing in the process can bring about any more. */
export class StuckError extends AlembicError {
  readonly code = "cli.stuck";

  constructor() {
    super("A script or the environment waits for something that never comes: one of its promises is never settled.");
  }
}
