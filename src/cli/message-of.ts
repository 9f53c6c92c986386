import { AlembicError } from "../support/alembic-error.js";
import { printable } from "../support/printable.js";

// For programs that are built on this command line and print messages of their own.
export { printable, printableLine, quotedPath } from "../support/printable.js";

/**
 * The message of a failure as a terminal shows it: the bare sentence of an error of this package, any other error with
 * its name.
 */
export function messageOf(error: unknown): string {
  if (error instanceof AlembicError) return printable(error.message);
  return printable(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}
