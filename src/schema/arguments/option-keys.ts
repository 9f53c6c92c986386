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
  /** Never there: has the compiler refuse a list with a name too many. */
  readonly only?: Name;
}

/** The names of an options type: the compiler sees to it that none is missing, and none too many. */
export function optionKeys<Options extends object>(
  names: Readonly<Record<OptionName<Options>, true>>,
  ...open: HasDialectKeywords<Options> extends true ? ["dialectKeywords"] : []
): OptionKeys<OptionName<Options>, HasDialectKeywords<Options>> {
  return { names, isOpen: (open.length > 0) as HasDialectKeywords<Options> };
}

/** The names of a call that takes no options. */
export const noOptions: OptionKeys<never, false> = { names: {}, isOpen: false };

/**
 * Checks that a call has all of the options that it is given.
 *
 * @throws {@link ArgumentError} when it does not have one of them, or the value is not an object of options.
 *
 */
export function requireKnownOptions(call: string, options: unknown, keys: OptionKeys): void {
  if (!isOptions(options))
    throw new ArgumentError(`${call}() takes an object of options, not ${showArgument(options)}`);
  for (const key of Object.keys(options)) {
    if (Object.hasOwn(keys.names, key) || (keys.isOpen && dialectKeyword.test(key))) continue;
    const meant = knownName(key, keys);
    const advice = meant === undefined ? "" : `; did you mean '${meant}'?`;
    throw new ArgumentError(`${call}() got an unexpected option '${key}'${advice}`);
  }
}

/** Returns the name of an option that is written in Python's spelling or in other capitals. */
export function respelledName(key: string, keys: OptionKeys): string | undefined {
  const camel = key.replace(/_+$/, "").replace(/_+([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
  if (keys.isOpen && camel !== key && dialectKeyword.test(camel)) return camel;
  return Object.keys(keys.names).find((name) => name.toLowerCase() === camel.toLowerCase());
}

function knownName(key: string, keys: OptionKeys): string | undefined {
  const respelled = respelledName(key, keys);
  if (respelled !== undefined) return respelled;
  const allowed = key.length < 5 ? 1 : 2;
  const near = Object.keys(keys.names)
    .map((name) => ({ name, distance: distance(key.toLowerCase(), name.toLowerCase()) }))
    .sort((first, second) => first.distance - second.distance)[0];
  if (near !== undefined && near.distance <= allowed) return near.name;
  return Object.keys(keys.names).find((name) => key.length > 3 && name.startsWith(key));
}

/** The number of letters to change, add or remove to turn one word into the other. */
function distance(first: string, second: string): number {
  let row = Array.from({ length: second.length + 1 }, (_, at) => at);
  for (const [at, letter] of [...first].entries()) {
    const next = [at + 1];
    for (const [other, another] of [...second].entries()) {
      const changed = (row[other] ?? 0) + (letter === another ? 0 : 1);
      next.push(Math.min(changed, (row[other + 1] ?? 0) + 1, (next[other] ?? 0) + 1));
    }
    row = next;
  }
  return row[second.length] ?? 0;
}
