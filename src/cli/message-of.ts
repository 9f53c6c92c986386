import { AlembicError } from "../support/alembic-error.js";

/** The message of a failure: the bare sentence of an error of this package, any other error with its name. */
export function messageOf(error: unknown): string {
  if (error instanceof AlembicError) return error.message;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
