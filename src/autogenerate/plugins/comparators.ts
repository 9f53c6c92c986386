import { CommandError } from "../../support/command-error.js";
import { isPromise } from "../../support/is-built-in.js";
import type { ComparatorDispatch, ComparatorFunctions, ComparatorTarget } from "../autogen-context.js";
import type { AutogenOptions } from "../autogen-options.js";
import { builtInPlugins } from "./built-in-plugins.js";
import type { Comparator, Plugin } from "./plugin.js";

/** The comparators of a run, called by priority; those of the dialect come before the general ones. */
export class Comparators implements ComparatorDispatch {
  readonly #ordered = new Map<string, readonly Comparator[]>();

  constructor(plugins: readonly Plugin[], dialectName: string) {
    const all = plugins
      .flatMap((plugin) => plugin.comparators)
      .filter(({ qualifier }) => qualifier === "default" || qualifier === dialectName);
    const rank = ({ qualifier }: Comparator): number => (qualifier === "default" ? 1 : 0);
    const sorted = [...all].sort((a, b) => b.priority - a.priority || rank(a) - rank(b));
    for (const target of new Set(sorted.map((one) => one.target)))
      this.#ordered.set(
        target,
        sorted.filter((one) => one.target === target),
      );
  }

  /** Calls the comparators of a target in order; one that returns `stop` skips the later ones of the same element. */
  async dispatch<Target extends ComparatorTarget>(
    target: Target,
    ...args: Parameters<ComparatorFunctions[Target]>
  ): Promise<void> {
    const stopped = new Set<string>();
    for (const { element, compare } of this.#ordered.get(target) ?? []) {
      if (stopped.has(element)) continue;
      const answer = (compare as unknown as (...given: typeof args) => ReturnType<ComparatorFunctions[Target]>)(
        ...args,
      );
      // Most comparators return at once; awaiting each of them would cost a turn of the event loop for every column.
      const result = isPromise(answer) ? await answer : answer;
      if (result === "stop") stopped.add(element);
    }
  }
}

/**
 * The value of `autogeneratePlugins`: plugins, and names in which `*` matches one or more characters and a leading `~`
 * excludes.
 */
export type PluginSelection = readonly (string | Plugin)[];

function matcher(expression: string): { readonly isExclusion: boolean; readonly pattern: RegExp } {
  const found = /^(~)?([\w.*]+)$/.exec(expression);
  const name = found?.[2];
  if (name === undefined) throw new Error(`Invalid plugin expression '${expression}'`);
  const source = name.split("*").map((part) => part.replaceAll(".", "\\."));
  return { isExclusion: found?.[1] === "~", pattern: new RegExp(`^${source.join(".+")}$`) };
}

/**
 * Returns the selected plugins, in the order in which they are known.
 *
 * @throws {Error} when an expression is invalid, or when two plugins have the same name.
 * @throws {@link CommandError} when a name matches no plugin.
 *
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

/** Returns the comparators that the environment selects: by default all built-in ones. */
export function comparatorsFor({ autogeneratePlugins }: AutogenOptions, dialectName: string): Comparators {
  return new Comparators(selectPlugins(builtInPlugins, autogeneratePlugins ?? ["alembic.autogenerate.*"]), dialectName);
}

declare module "../../runtime/options/configure-options.js" {
  interface AutogenerateKeywords {
    /** Which comparisons take part, by name or as plugins; by default `["alembic.autogenerate.*"]`. */
    readonly autogeneratePlugins?: PluginSelection | null | undefined;
  }
}
