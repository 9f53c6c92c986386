import { CommandError } from "../support/command-error.js";
import type { Plugin } from "./plugin.js";

/** What `autogeneratePlugins` holds: names, with `*` for one or more characters and `~` in front to leave out. */
export type PluginSelection = readonly (string | Plugin)[];

function matcher(expression: string): { readonly isExclusion: boolean; readonly pattern: RegExp } {
  const found = /^(~)?([\w.*]+)$/.exec(expression);
  const name = found?.[2];
  if (name === undefined) throw new Error(`Invalid plugin expression '${expression}'`);
  const source = name.split("*").map((part) => part.replaceAll(".", "\\."));
  return { isExclusion: found?.[1] === "~", pattern: new RegExp(`^${source.join(".+")}$`) };
}

/**
 * The plugins that take part, in the order in which they are known.
 *
 * @throws {Error} when an expression is none, or two plugins have one name.
 * @throws {@link CommandError} when a name matches no plugin.
 */
export function selectPlugins(builtIn: readonly Plugin[], selection: PluginSelection): readonly Plugin[] {
  const own = selection.filter((one): one is Plugin => typeof one !== "string");
  const known = [...builtIn, ...own];
  const names = new Set<string>();
  for (const { name } of known) {
    if (names.has(name)) throw new Error(`A plugin named ${name} is already registered`);
    names.add(name);
  }
  const matchers = selection.filter((one) => typeof one === "string").map((text) => ({ text, ...matcher(text) }));
  const wanted = matchers.filter((one) => !one.isExclusion);
  const missing = wanted.filter(({ pattern }) => !known.some(({ name }) => pattern.test(name)));
  if (missing.length > 0)
    throw new CommandError(`Did not locate plugins: ${missing.map(({ text }) => text).join(", ")}`);
  return known.filter(
    (plugin) =>
      (own.includes(plugin) || wanted.some(({ pattern }) => pattern.test(plugin.name))) &&
      !matchers.some(({ isExclusion, pattern }) => isExclusion && pattern.test(plugin.name)),
  );
}
