import type { ComparatorFunctions, ComparatorTarget } from "../autogen-context.js";

/** When a comparator is asked: the first ones may stop those behind them. */
export const ComparatorPriority = { first: 50, medium: 25, last: 10 } as const;

/** A comparator with where it belongs. */
export interface Comparator<Target extends ComparatorTarget = ComparatorTarget> {
  readonly target: Target;
  /** The part that is compared, such as `types`; `stop` skips the rest of the same part. */
  readonly element: string;
  /** Name of the dialect that it is for, or `default`. */
  readonly qualifier: string;
  readonly priority: number;
  readonly compare: ComparatorFunctions[Target];
}

/** Where a comparator of a {@link Plugin} belongs. */
export interface ComparatorOptions {
  /** Name of the dialect that it is for; left out, it is for all. */
  readonly qualifier?: string;
  /** 50 is asked first, 10 last; 25 when left out. */
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
   * Adds a function that is asked when `target` is compared.
   *
   * @returns the plugin with the function; this one stays as it is.
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
