import { ArgumentError } from "../arguments/argument-error.js";
import { optionKeys, requireKnownOptions } from "../arguments/option-keys.js";
import { showArgument } from "../arguments/show-argument.js";

/** Options of LIKE. */
export interface LikeOptions {
  /** The character that makes the `%` or `_` after it stand for itself; left out, the database's own. */
  readonly escape?: string | null | undefined;
}

/** Options of a LIKE whose pattern is made of a value. */
export interface MatchOptions extends LikeOptions {
  /** `true` has the `%` and `_` of the value stand for themselves, escaped with `/` or what `escape` says. */
  readonly autoescape?: boolean | undefined;
}

const likeOptionKeys = optionKeys<LikeOptions>({ escape: true });
const matchOptionKeys = optionKeys<MatchOptions>({ escape: true, autoescape: true });

/**
 * The escape character of a LIKE.
 *
 * @throws {@link ArgumentError} when there is an option that LIKE does not have.
 */
export function escapeOf(call: string, options: LikeOptions): string | null {
  requireKnownOptions(call, options, likeOptionKeys);
  return options.escape ?? null;
}

/**
 * The value that a pattern is made of, and the escape character in it.
 *
 * @throws {@link ArgumentError} when there is an option that the call does not have, or what is to be escaped is no text.
 */
export function escapedValue(
  call: string,
  value: unknown,
  options: MatchOptions,
): { readonly value: unknown; readonly escape: string | null } {
  requireKnownOptions(call, options, matchOptionKeys);
  if (options.autoescape !== true) return { value, escape: options.escape ?? null };
  if (typeof value !== "string")
    throw new ArgumentError(`${call}() with autoescape takes a string, not ${showArgument(value)}`);
  const mark = options.escape ?? "/";
  const doubled = mark === "%" || mark === "_" ? value : value.replaceAll(mark, () => mark + mark);
  const escaped = doubled.replaceAll("%", () => `${mark}%`).replaceAll("_", () => `${mark}_`);
  return { value: escaped, escape: mark };
}
