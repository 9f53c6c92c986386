import type { Comparator, ComparatorFunctions, ComparatorTarget } from "./compare/comparator.js";
import type { Plugin } from "./plugin.js";

/** The comparators of a run, asked in order: by priority, those of the dialect before those for all. */
export class Comparators {
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
