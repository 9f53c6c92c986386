import { BatchOperations } from "../../operations/batch-operations.js";
import { callOf } from "../../operations/calls/call-queue.js";
import { Operations } from "../../operations/operations.js";
import { CommandError } from "../../support/command-error.js";
import { isError } from "../../support/is-built-in.js";
import { similarName } from "../../support/similar-name.js";

/**
 * A revision's script raised an error. The message names the revision and the line of its file; the error itself is
 * the `cause`.
 *
 * @example
 * ```ts
 * import { command, loadConfig, ScriptError } from "alembic-ts";
 *
 * try {
 *   await command.upgrade(await loadConfig(), "head");
 * } catch (error) {
 *   if (error instanceof ScriptError) console.log(error.revision, error.location);
 *   throw error;
 * }
 * ```
 */
export class ScriptError extends CommandError {
  override readonly code = "runtime.script";
  /** The revision whose script threw. */
  readonly revision: string;
  /** `file:line:column` in the script, where the error's stack names it. */
  readonly location: string | undefined;

  constructor(cause: unknown, revision: string, path: string | undefined) {
    const location =
      path === undefined ? undefined : (placeInScript(cause, path) ?? placeInScript(callOf(cause), path) ?? path);
    const text = isError(cause) ? `${cause.name}: ${cause.message}` : String(cause);
    super(`Revision ${revision} failed: ${text}${location === undefined ? "" : ` (${location})`}`, {
      cause,
      hint: meantMethod(text),
    });
    this.revision = revision;
    this.location = location;
  }
}

/** The hint for a call of a method that `op` or a batch does not have, such as Alembic's `create_table`. */
function meantMethod(text: string): string | undefined {
  const called = /^TypeError: (op|batch\w*)\.(\w{1,100}) is not a function$/.exec(text);
  if (called === null) return undefined;
  const [, receiver = "", name = ""] = called;
  const names = methodsOf(receiver === "op" ? Operations.prototype : BatchOperations.prototype);
  const meant = similarName(name, names);
  return meant === undefined ? undefined : `Did you mean '${receiver}.${meant}'?`;
}

function methodsOf(prototype: object): readonly string[] {
  if (prototype === Object.prototype) return [];
  const own = Object.getOwnPropertyNames(prototype).filter((name) => name !== "constructor");
  return [...own, ...methodsOf(Object.getPrototypeOf(prototype) as object)];
}

/** The innermost place in a script that an error's stack passes through. */
export function placeInScript(cause: unknown, path: string): string | undefined {
  const stack = stackOf(cause);
  for (const line of stack.split("\n")) {
    const at = line.indexOf(path);
    const place = at < 0 ? null : /^(?:\?[^:)]*)?:(\d+):(\d+)/.exec(line.slice(at + path.length));
    if (place !== null) return `${path}:${place[1]}:${place[2]}`;
  }
  return undefined;
}

function stackOf(cause: unknown): string {
  const stack = typeof cause === "object" && cause !== null && "stack" in cause ? cause.stack : undefined;
  return typeof stack === "string" ? stack : "";
}
