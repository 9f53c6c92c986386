import { CommandError } from "../../support/command-error.js";

/** One column comes before another. */
export type OrderPair = readonly [before: string, after: string];

/** The order of the columns of a table that is built anew. */
export class ColumnOrder {
  readonly #existing: string[];
  readonly #partial: readonly (readonly string[])[];
  /** Columns that were added. */
  readonly #added = new Set<string>();
  #pairs: OrderPair[] = [];

  constructor(existing: readonly string[], partialReordering: readonly (readonly string[])[]) {
    this.#existing = [...existing];
    this.#partial = partialReordering;
  }

  /**
   * Notes a new column: beside the one that is named, or after the last one.
   *
   * @throws {CommandError} when there is no column of the name beside which it is to be placed.
   */
  add(name: string, insertBefore: string | null, insertAfter: string | null): void {
    this.#requireNeighbour(name, insertBefore, insertAfter);
    this.#added.add(name);
    let before = insertBefore;
    let after = insertAfter;
    const place = new Map(this.#existing.map((column, at) => [column, at]));
    if (this.#partial.length === 0) {
      if (after !== null && before === null) {
        const at = place.get(after);
        if (at === undefined) before = this.#pairs.findLast(([first]) => first === after)?.[1] ?? null;
        else before = this.#existing[at + 1] ?? null;
      } else if (before !== null && after === null) {
        const at = place.get(before);
        if (at === undefined) after = this.#pairs.findLast(([, second]) => second === before)?.[0] ?? null;
        else after = this.#existing[at - 1] ?? null;
      }
    }
    if (before !== null) this.#pairs.push([name, before]);
    if (after !== null) this.#pairs.push([after, name]);
    const last = this.#existing.at(-1);
    if (this.#partial.length === 0 && before === null && after === null && last !== undefined)
      this.#pairs.push([last, name]);
  }

  /** Alembic, too, checks a neighbour only if it is the only one given. */
  #requireNeighbour(name: string, before: string | null, after: string | null): void {
    const neighbour = before ?? after;
    if (this.#partial.length > 0 || neighbour === null || (before !== null && after !== null)) return;
    if (this.#existing.includes(neighbour) || this.#added.has(neighbour)) return;
    const side = before === null ? "after" : "before";
    throw new CommandError(`Can't place column '${name}' ${side} '${neighbour}': there is no such column`);
  }

  /** Notes that a column is gone. */
  drop(name: string): void {
    this.#added.delete(name);
    const at = this.#existing.indexOf(name);
    if (at >= 0) this.#existing.splice(at, 1);
  }

  /**
   * Moves an existing column beside another one.
   *
   * @throws {CommandError} when there is no column of that name.
   */
  move(name: string, insertBefore: string | null, insertAfter: string | null): void {
    this.drop(name);
    this.add(name, insertBefore, insertAfter);
  }

  /**
   * The columns in their new order.
   *
   * @throws {CommandError} when the requested places contradict each other.
   */
  sorted(columns: readonly string[]): readonly string[] {
    if (this.#partial.length === 0 && this.#pairs.length === 0) return columns;
    const chain =
      this.#partial.length > 0
        ? this.#partial.flatMap(neighbours)
        : neighbours(columns.filter((column) => this.#existing.includes(column)));
    return topological([...chain, ...this.#pairs], columns);
  }
}

function neighbours(names: readonly string[]): readonly OrderPair[] {
  return names.slice(1).map((name, at): OrderPair => [names[at] ?? "", name]);
}

/** Sorts by the pairs, and by the given order where they leave a choice. */
function topological(pairs: readonly OrderPair[], names: readonly string[]): readonly string[] {
  const parents = new Map<string, Set<string>>();
  for (const [before, after] of pairs) {
    if (before === after) continue;
    const known = parents.get(after) ?? new Set();
    parents.set(after, known.add(before));
  }
  const sorted: string[] = [];
  let rest = [...names];
  while (rest.length > 0) {
    const waiting = new Set(rest);
    const next = rest.filter((name) => [...(parents.get(name) ?? [])].every((parent) => !waiting.has(parent)));
    if (next.length === 0)
      throw new CommandError(
        `The order of the columns ${rest.map((name) => `'${name}'`).join(", ")} contradicts itself`,
      );
    sorted.push(...next);
    rest = rest.filter((name) => !next.includes(name));
  }
  return sorted;
}
