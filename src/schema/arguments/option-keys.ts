import { similarName } from "../../support/similar-name.js";
import { withoutTrailing } from "../../support/strip.js";
import { dialectKeyword } from "../keywords/dialect-keyword.js";
import { ArgumentError } from "./argument-error.js";
import { showArgument } from "./show-argument.js";
import { isOptions } from "./split-options.js";

/** The names of some options. */
export type OptionName<Options> = Options extends unknown ? keyof Options & string : never;

/** The names that a call takes as options: scripts run without a type check. */
export interface OptionKeys<Name extends string = string> {
  readonly names: Readonly<Record<Name, true>>;
  /** Never set: it makes the compiler refuse a list with an unknown name. */
  readonly only?: Name;
}

/** The names of an options type: the compiler checks that none is missing and none is unknown. */
export function optionKeys<Options extends object>(
  names: Readonly<Record<OptionName<Options>, true>>,
): OptionKeys<OptionName<Options>> {
  return { names };
}

/** The names of a call that takes no options. */
export const noOptions: OptionKeys<never> = { names: {} };

/**
 * Checks that a call has every option that it is given.
 *
 * @param otherwise the end of the message where no option has a similar name.
 * @throws {@link ArgumentError} when it does not have one of them, or the value is not an object of options.
 *
 */
export function requireKnownOptions(call: string, options: unknown, keys: OptionKeys, otherwise = ""): void {
  if (!isOptions(options))
    throw new ArgumentError(`${call}() takes an object of options, not ${showArgument(options)}`);
  for (const key of Object.keys(options)) {
    if (!Object.hasOwn(keys.names, key)) throw unexpected(call, `option '${key}'`, key, keys, otherwise);
    if (key === "dialectOptions" && options[key] !== undefined) requireDialectOptions(call, options[key], keys);
  }
}

/**
 * Checks the keywords under `dialectOptions`. Of the dialects that are built in they must be known, so that a misspelt one
 * is not hidden there; only a table of MySQL and MariaDB has options without names here.
 */
function requireDialectOptions(call: string, given: unknown, keys: OptionKeys): void {
  if (!isOptions(given))
    throw new ArgumentError(`${call}() takes an object as dialectOptions, not ${showArgument(given)}`);
  for (const key of Object.keys(given)) {
    if (!/^[a-z][a-z0-9]*[A-Z]/.test(key))
      throw new ArgumentError(
        `${call}() takes dialectOptions that begin with the name of their dialect, as duckdbCompression does, not '${key}'`,
      );
    const dialect = dialectKeyword.exec(key)?.[1];
    if (dialect === undefined || Object.hasOwn(keys.names, key) || takesAny(dialect, keys)) continue;
    throw unexpected(call, `keyword '${key}' in dialectOptions`, key, keys);
  }
}

/** Whether all keywords of a dialect are options: a table takes any option of MySQL and MariaDB. */
const takesAny = (dialect: string, { names }: OptionKeys): boolean => Object.hasOwn(names, `${dialect}Engine`);

/** Makes the error for an option that a call does not have. It names the one that was meant, if one is similar. */
function unexpected(call: string, what: string, key: string, keys: OptionKeys, otherwise = ""): ArgumentError {
  const dialect = dialectKeyword.exec(key)?.[1];
  const names = Object.keys(keys.names);
  // A keyword of one dialect is not a misspelt keyword of another.
  const near = dialect === undefined ? names : names.filter((name) => dialectKeyword.exec(name)?.[1] === dialect);
  const meant = respelledName(key, keys) ?? similarName(key, near);
  const advice = meant === undefined ? otherwise || whereItGoes(key, dialect, keys) : `; did you mean '${meant}'?`;
  return new ArgumentError(`${call}() got an unexpected ${what}${advice}`);
}

/** Names the key for keywords that are not listed, where an option looks like one of them. */
function whereItGoes(key: string, dialect: string | undefined, keys: OptionKeys): string {
  if (!Object.hasOwn(keys.names, "dialectOptions") || !/^[a-z][a-z0-9]*[A-Z]/.test(key)) return "";
  if (dialect === undefined) return "; a keyword of a dialect that is not built in goes into 'dialectOptions'";
  return takesAny(dialect, keys) ? "; an option of a table that is not listed goes into 'dialectOptions'" : "";
}

/** Returns the name of an option that is written in Python's spelling or in other capitals. */
function respelledName(key: string, keys: OptionKeys): string | undefined {
  const camel = withoutTrailing(key, "_").replace(/(?<!_)_+([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
  return Object.keys(keys.names).find((name) => name.toLowerCase() === camel.toLowerCase());
}
