import type { ComparatorFunctions, ComparatorTarget } from "../autogen-context.js";

/** The order of the comparators: an earlier one can stop the later ones. */
export const ComparatorPriority = { first: 50, medium: 25, last: 10 } as const;

/** A comparator with its target and priority. */
export interface Comparator<Target extends ComparatorTarget = ComparatorTarget> {
  readonly target: Target;
  /** The part that is compared, such as `types`; `stop` skips the rest of the same part. */
  readonly element: string;
  /** Name of the dialect that it is for, or `default`. */
  readonly qualifier: string;
  readonly priority: number;
  readonly compare: ComparatorFunctions[Target];
}

/** Options of a comparator of a {@link Plugin}. */
export interface ComparatorOptions {
  /** Name of the dialect that it is for; by default all. */
  readonly qualifier?: string;
  /** Comparators are called from 50 down to 10; by default 25. */
  readonly priority?: number;
}

/**
 * A named set of comparators. `autogeneratePlugins` takes plugins and names of plugins.
 *
 * @example
 * ```ts
 * import { Plugin, type EnvironmentContext } from "alembic-ts";
 *
 * const views = new Plugin("myapp.views").addAutogenerateComparator("autogenerate", "views", () => "continue");
 *
 * export default async function env(context: EnvironmentContext): Promise<void> {
 *   context.configure({ autogeneratePlugins: ["alembic.autogenerate.*", views] });
 * }
 * ```
 */
export class Plugin {
  /** The name by which `autogeneratePlugins` selects the plugin. */
  readonly name: string;
  /** The comparisons that the plugin adds. */
  readonly comparators: readonly Comparator[];

  constructor(name: string, comparators: readonly Comparator[] = []) {
    this.name = name;
    this.comparators = comparators;
  }

  /**
   * Adds a function that is called when `target` is compared.
   *
   * @returns a plugin with the function; this one does not change.
   *
   */
  addAutogenerateComparator<Target extends ComparatorTarget>(
    target: Target,
    element: string,
    compare: ComparatorFunctions[Target],
    options: ComparatorOptions = {},
  ): Plugin {
    const comparator: Comparator<Target> = {
      target,
      element,
      compare,
      qualifier: options.qualifier ?? "default",
      priority: options.priority ?? ComparatorPriority.medium,
    };
    return new Plugin(this.name, [...this.comparators, comparator as Comparator]);
  }
}
