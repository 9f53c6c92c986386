import { ArgumentError } from "../arguments/argument-error.js";
import { optionKeys, requireKnownOptions } from "../arguments/option-keys.js";
import { showArgument } from "../arguments/show-argument.js";

/** Options of LIKE. */
export interface LikeOptions {
  /** The escape character. If left out, the database's own. */
  readonly escape?: string | null | undefined;
}

/** Options of a LIKE whose pattern is built from a value. */
export interface MatchOptions extends LikeOptions {
  /** `true` escapes each `%` and `_` of the value, with `/` or with the character of `escape`. */
  readonly autoescape?: boolean | undefined;
}

/** Options of a regular expression. */
export interface RegexpOptions {
  /** Flags in the database's own letters, such as `i` for any letter case. SQLite leaves them out. */
  readonly flags?: string | null | undefined;
}

const regexpOptionKeys = optionKeys<RegexpOptions>({ flags: true });

/**
 * The flags of a regular expression.
 *
 * @throws {@link ArgumentError} when an option is not known.
 *
 */
export function flagsOf(call: string, options: RegexpOptions): string | null {
  requireKnownOptions(call, options, regexpOptionKeys);
  return options.flags ?? null;
}

const likeOptionKeys = optionKeys<LikeOptions>({ escape: true });
const matchOptionKeys = optionKeys<MatchOptions>({ escape: true, autoescape: true });

/**
 * The escape character of a LIKE.
 *
 * @throws {@link ArgumentError} when an option is not known.
 *
 */
export function escapeOf(call: string, options: LikeOptions): string | null {
  requireKnownOptions(call, options, likeOptionKeys);
  return options.escape ?? null;
}

/**
 * Returns the value for a pattern, escaped where that is requested, and the escape character.
 *
 * @throws {@link ArgumentError} when an option is not known, or when the value to escape is not a string.
 *
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
