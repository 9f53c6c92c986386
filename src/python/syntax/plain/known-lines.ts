import { mostLines } from "./line-key.js";
import type { PlainValue } from "./plain-statements.js";

/** What a statement on one line does to the reading of a module. */
export interface LineEffect {
  /** The place of the block that it opens; `-1` where it opens none. */
  readonly opened: number;
  /** The name whose literal is kept. */
  readonly name: string | undefined;
  /** That literal; `undefined` for the text in the last quotes of the line. */
  readonly value: PlainValue | undefined;
}

/**
 * Lines that were read before. The files of a folder repeat their lines, many of them with other texts in the quotes, so
 * that each is read once.
 */
export class KnownLines {
  /** By place in the module, and by the line. */
  readonly #effects: ReadonlyMap<string, LineEffect>[] = [];
  #count = 0;

  find(place: number, key: string): LineEffect | undefined {
    return this.#effects[place]?.get(key);
  }

  add(place: number, key: string, effect: LineEffect): void {
    // The place of an import of `__future__` decides whether it is right.
    if (key === "" || this.#count === mostLines || key.includes("__future__")) return;
    this.#count++;
    const known = (this.#effects[place] ?? new Map()) as Map<string, LineEffect>;
    this.#effects[place] = known.set(key, effect);
  }
}
