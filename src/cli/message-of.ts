import { AlembicError } from "../support/alembic-error.js";

/** A failure as it is told: this package's in its own sentence, another one with its name. */
export function messageOf(error: unknown): string {
  if (error instanceof AlembicError) return error.message;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
