import type { AlembicError } from "../support/alembic-error.js";
import { placeInScript } from "./script-error.js";

/** The failures of `op` and `sa`, which know nothing of the run; all others say themselves what they happened in. */
const ofCalls: ReadonlySet<string> = new Set([
  "command",
  "schema.argument",
  "dialects.compile",
  "dialects.unsupported",
  "operations.rebuild",
  "database.no-such-table",
  "sqlite.unreadable-text",
]);

/** Adds to the message of a failed call which revision made it, and in which line, where the stack still has that. */
export function nameRevision(error: AlembicError, revision: string, path: string | undefined): AlembicError {
  if (!ofCalls.has(error.code) || error.message.startsWith(`Revision ${revision} `)) return error;
  const place = path === undefined ? undefined : placeInScript(error, path);
  const before = error.message;
  error.message = `${before} [revision: ${revision}]${place === undefined ? "" : ` (${place})`}`;
  // The stack begins with the message as it was when the error was made.
  if (error.stack !== undefined) error.stack = error.stack.replace(before, () => error.message);
  return error;
}
