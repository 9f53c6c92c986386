import { CommandError } from "../../support/command-error.js";

const YES = new Set(["true", "yes", "on", "y", "t", "1"]);
const NO = new Set(["false", "no", "off", "n", "f", "0"]);

/**
 * Reads a boolean option of the configuration, in the words that Alembic accepts.
 *
 * @throws CommandError where it is neither true nor false.
 */
export function asBoolean(value: string | undefined): boolean {
  if (value === undefined) return false;
  const word = value.trim().toLowerCase();
  if (YES.has(word)) return true;
  if (NO.has(word)) return false;
  throw new CommandError(`String is not true/false: '${word}'`);
}
