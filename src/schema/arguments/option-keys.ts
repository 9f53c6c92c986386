import { similarName } from "../../support/similar-name.js";
import { withoutTrailing } from "../../support/strip.js";
import { dialectKeyword } from "../schema-item.js";
import { ArgumentError } from "./argument-error.js";
import { showArgument } from "./show-argument.js";
import { isOptions } from "./split-options.js";

/** The names of some options, without those that a pattern such as `sqliteWhere` leaves open. */
export type OptionName<Options> = Options extends unknown
  ? keyof { [Key in keyof Options as Record<never, never> extends Record<Key, 1> ? never : Key]: 1 } & string
  : never;

/** Whether options have keywords of dialects. */
export type HasDialectKeywords<Options> = `sqlite${string}` extends keyof Options ? true : false;

/** The names that a call takes as options: scripts run without a type check. */
export interface OptionKeys<Name extends string = string, IsOpen extends boolean = boolean> {
  readonly names: Readonly<Record<Name, true>>;
  /** Whether the call also accepts keywords of dialects. */
  readonly isOpen: IsOpen;
  /** Never set: it makes the compiler refuse a list with an unknown name. */
  readonly only?: Name;
}

/** The names of an options type: the compiler checks that none is missing and none is unknown. */
export function optionKeys<Options extends object>(
  names: Readonly<Record<OptionName<Options>, true>>,
  ...open: HasDialectKeywords<Options> extends true ? ["dialectKeywords"] : []
): OptionKeys<OptionName<Options>, HasDialectKeywords<Options>> {
  return { names, isOpen: (open.length > 0) as HasDialectKeywords<Options> };
}

/** The names of a call that takes no options. */
export const noOptions: OptionKeys<never, false> = { names: {}, isOpen: false };

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
    if (Object.hasOwn(keys.names, key) || (keys.isOpen && dialectKeyword.test(key))) continue;
    const meant = respelledName(key, keys) ?? similarName(key, Object.keys(keys.names));
    const advice = meant === undefined ? otherwise : `; did you mean '${meant}'?`;
    throw new ArgumentError(`${call}() got an unexpected option '${key}'${advice}`);
  }
}

/** Returns the name of an option that is written in Python's spelling or in other capitals. */
function respelledName(key: string, keys: OptionKeys): string | undefined {
  const camel = withoutTrailing(key, "_").replace(/(?<!_)_+([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
  if (keys.isOpen && camel !== key && dialectKeyword.test(camel)) return camel;
  return Object.keys(keys.names).find((name) => name.toLowerCase() === camel.toLowerCase());
}
