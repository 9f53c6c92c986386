import { callOf } from "../../operations/calls/call-queue.js";
import { AlembicError } from "../../support/alembic-error.js";
import { placeInScript, ScriptError } from "./script-error.js";
import { StatementError } from "./statement-error.js";

/** The failures of `op` and `sa`, which know nothing of the run; every other error names its place itself. */
const ofCalls: ReadonlySet<string> = new Set([
  "command",
  "schema.argument",
  "dialects.compile",
  "dialects.unsupported",
  "operations.rebuild",
  "database.no-such-table",
  "sqlite.unreadable-text",
]);

/**
 * The failure of a script, with the revision and the line in its message. The line is where the script threw or made
 * the call that failed: calls are queued, so the stack of the failure itself may not lead there.
 *
 * @param path - the script's file.
 */
export function nameRevision(failure: unknown, revision: string, path: string | undefined): unknown {
  if (!(failure instanceof AlembicError)) return new ScriptError(failure, revision, path);
  const place = path === undefined ? undefined : (placeInScript(failure, path) ?? placeInScript(callOf(failure), path));
  if (failure instanceof StatementError) return place === undefined ? failure : failure.at(place);
  if (!ofCalls.has(failure.code) || failure.message.startsWith(`Revision ${revision} `)) return failure;
  const before = failure.message;
  failure.message = `${before} [revision: ${revision}]${place === undefined ? "" : ` (${place})`}`;
  // The stack begins with the message as it was when the error was made.
  if (failure.stack !== undefined) failure.stack = failure.stack.replace(before, () => failure.message);
  return failure;
}
