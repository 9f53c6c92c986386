import type { SourceText } from "./syntax-node.js";

/** The text of a file and the offsets of its lines, which are computed on first use. */
export class SourceLines implements SourceText {
  readonly file: string;
  readonly text: string;
  #starts: number[] | undefined;

  constructor(text: string, file: string) {
    this.file = file;
    this.text = text;
  }

  lineOf(offset: number): number {
    const starts = this.#lineStarts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  placeOf(offset: number): {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly text: string;
  } {
    const line = this.lineOf(offset);
    const start = this.#lineStarts()[line - 1] ?? 0;
    const end = this.text.indexOf("\n", start);
    const column = [...this.text.slice(start, offset)].length + 1;
    return { file: this.file, line, column, text: this.text.slice(start, end < 0 ? undefined : end) };
  }

  #lineStarts(): readonly number[] {
    if (this.#starts === undefined) {
      this.#starts = [0];
      for (let at = this.text.indexOf("\n"); at >= 0; at = this.text.indexOf("\n", at + 1)) this.#starts.push(at + 1);
    }
    return this.#starts;
  }
}
