import { hintOf, printable } from "../cli/message-of.js";
import { isInterruption } from "../index.js";
import type { Application } from "./application.js";
import { paintFor } from "./paint.js";
import { lockedMessage } from "./protection/locked-message.js";

/**
 * Prints a failure on stderr: the first line in red, the others plain.
 *
 * @param doing - the failed work, such as `upgrading database`; left out if the message is enough.
 * @throws the error itself if it is an interruption, which the program reports.
 */
export function reportFailure({ output }: Application, error: unknown, doing?: string): void {
  if (isInterruption(error)) throw error;
  const message = lockedMessage(error) ?? (error instanceof Error ? error.message : String(error));
  const [first = "", ...rest] = `Error${doing === undefined ? "" : ` ${doing}`}: ${message}`.split("\n");
  output.err([paintFor(output.errColor).error(first), ...rest.map(printable), ""].join("\n"));
  const hint = hintOf(error);
  if (hint !== undefined) output.err(`${hint}\n`);
}
