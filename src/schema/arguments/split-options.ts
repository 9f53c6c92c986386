/** Whether a value is an options object: a plain one, not an instance of a class. */
export function isOptions(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Takes a trailing options object off a variadic list. */
export function splitOptions<Item, Options extends object>(
  args: readonly unknown[],
): { readonly items: readonly Item[]; readonly options: Partial<Options> } {
  const last = args.at(-1);
  if (isOptions(last)) return { items: args.slice(0, -1) as Item[], options: last as Partial<Options> };
  const items = args.filter((one) => one !== undefined);
  return { items: items as Item[], options: {} };
}
