import { AlembicError } from "../support/alembic-error.js";
import { isError } from "../support/is-built-in.js";
import { printable } from "../support/printable.js";

// For programs that are built on this command line and print messages of their own.
export { printable, printableLine, quotedPath } from "../support/printable.js";

/** The way out of a failure, of itself or of what caused it, as a terminal shows it. */
export function hintOf(error: unknown): string | undefined {
  for (let at = error; isError(at); at = at.cause)
    if (at instanceof AlembicError && at.hint !== undefined) return printable(at.hint);
  return undefined;
}

/**
 * The message of a failure as a terminal shows it: the bare sentence of an error of this package, any other error with
 * its name.
 */
export function messageOf(error: unknown): string {
  if (error instanceof AlembicError) return printable(error.message);
  return printable(isError(error) ? `${error.name}: ${error.message}` : String(error));
}
