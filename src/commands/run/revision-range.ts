import { CommandError } from "../../support/command-error.js";

/**
 * The two sides of `from:to`; without a colon the start is `undefined`.
 *
 * @throws CommandError where there is more than one colon.
 */
export function revisionRange(text: string): { readonly start: string | undefined; readonly end: string } {
  const parts = text.split(":");
  if (parts.length > 2) throw new CommandError(`Revision range '${text}' has more than one colon`);
  const [first = "", second] = parts;
  return second === undefined ? { start: undefined, end: first } : { start: first, end: second };
}
