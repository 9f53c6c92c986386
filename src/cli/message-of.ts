import { AlembicError } from "../support/alembic-error.js";
import { isError } from "../support/is-built-in.js";
import { printable } from "../support/printable.js";

// For programs that are built on this command line and print messages of their own.
export { printable, printableLine, quotedPath } from "../support/printable.js";

/**
 * The message of a failure as a terminal shows it: the bare sentence of an error of this package, any other error with
 * its name.
 */
export function messageOf(error: unknown): string {
  if (error instanceof AlembicError) return printable(error.message);
  return printable(isError(error) ? `${error.name}: ${error.message}` : String(error));
}
