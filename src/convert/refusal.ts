/** Why a piece of a revision cannot be written in the other language. */
export interface Refusal {
  readonly line: number;
  readonly column: number;
  /** A phrase that names what cannot be converted, without a final period. */
  readonly reason: string;
  /** The text of the line. */
  readonly text: string;
}

/** The places of a text that cannot be converted. A reason is kept once for each line. */
export class Refusals {
  readonly #text: string;
  readonly #found = new Map<string, Refusal>();

  constructor(text: string) {
    this.#text = text;
  }

  /** Records that the text at an offset cannot be converted. */
  add(at: number, reason: string): void {
    const before = this.#text.slice(0, at);
    const start = before.lastIndexOf("\n") + 1;
    const end = this.#text.indexOf("\n", at);
    const line = before.split("\n").length;
    const one = {
      line,
      column: [...this.#text.slice(start, at)].length + 1,
      reason,
      text: this.#text.slice(start, end < 0 ? undefined : end).trim(),
    };
    const key = `${line}:${reason}`;
    if (!this.#found.has(key)) this.#found.set(key, one);
  }

  /** All recorded refusals, in the order of the file. */
  get all(): readonly Refusal[] {
    return [...this.#found.values()].toSorted((a, b) => a.line - b.line || a.column - b.column);
  }
}

/** The result of a conversion: the text in the other language, or the reasons why it cannot be converted. */
export type Converted = { readonly text: string } | { readonly refusals: readonly Refusal[] };
