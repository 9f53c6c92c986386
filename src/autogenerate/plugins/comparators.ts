import { CommandError } from "../../support/command-error.js";
import type { ComparatorDispatch, ComparatorFunctions, ComparatorTarget } from "../autogen-context.js";
import type { AutogenOptions } from "../autogen-options.js";
import { builtInPlugins } from "./built-in-plugins.js";
import type { Comparator, Plugin } from "./plugin.js";

/** The comparators of a run, asked in order: by priority, those of the dialect before those for all. */
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

  /** Asks all comparators of a target; one that stops keeps those of the same element from being asked. */
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
      // Most comparators answer at once; waiting for each of them would cost a turn for every column.
      const result = answer instanceof Promise ? await answer : answer;
      if (result === "stop") stopped.add(element);
    }
  }
}

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

/** Returns the comparators that the environment selects: by default, all that come along. */
export function comparatorsFor({ autogeneratePlugins }: AutogenOptions, dialectName: string): Comparators {
  return new Comparators(selectPlugins(builtInPlugins, autogeneratePlugins ?? ["alembic.autogenerate.*"]), dialectName);
}

declare module "../../runtime/configure-options.js" {
  interface AutogenerateKeywords {
    /** Which comparisons take part, by name or as plugins; by default `["alembic.autogenerate.*"]`. */
    readonly autogeneratePlugins?: PluginSelection | null | undefined;
  }
}
