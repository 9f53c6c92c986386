import { isPlainObject } from "../../support/is-built-in.js";

/**
 * Whether a value is an options object: a plain one, not an instance of a class. An object of another realm is plain too:
 * test runners and `node:vm` give a script an `Object` of its own.
 */
export const isOptions: (value: unknown) => value is Readonly<Record<string, unknown>> = isPlainObject;

/** Takes a trailing options object off a variadic list. */
export function splitOptions<Item, Options extends object>(
  args: readonly unknown[],
): { readonly items: readonly Item[]; readonly options: Partial<Options> } {
  const last = args.at(-1);
  if (isOptions(last)) return { items: args.slice(0, -1) as Item[], options: last as Partial<Options> };
  const items = args.filter((one) => one !== undefined);
  return { items: items as Item[], options: {} };
}
