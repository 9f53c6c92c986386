/** A comment in a source text. */
export interface Comment {
  readonly at: number;
  readonly end: number;
  /** Its lines, without `#`, `//` or the stars of a block comment. */
  readonly lines: readonly string[];
}

/** The comments of a source text. Each method removes the comments that it returns, so that none is written twice. */
export class SourceComments {
  readonly #comments: Comment[];
  readonly #text: string;

  constructor(text: string, comments: readonly Comment[]) {
    this.#text = text;
    this.#comments = [...comments];
  }

  /** Takes the comments that begin between two offsets, up to the first on a line of its own with a smaller column. */
  between(from: number, to: number, minimumColumn = 0): readonly Comment[] {
    const found: Comment[] = [];
    for (const one of this.#comments) {
      if (one.at < from || one.at >= to) continue;
      if (this.columnOf(one.at) < minimumColumn && this.#isOwn(one)) break;
      found.push(one);
    }
    return this.#take(found);
  }

  /** Takes the comment at the end of the line, if only characters of `signs` are between it and the offset. */
  behind(at: number, signs = /^[\s,;)\]}:]*$/): string | undefined {
    const end = this.#text.indexOf("\n", at) < 0 ? this.#text.length : this.#text.indexOf("\n", at);
    const found = this.#comments.find((one) => one.at >= at && one.at < end && one.lines.length === 1);
    if (found === undefined || !signs.test(this.#text.slice(at, found.at))) return undefined;
    if (this.#text.slice(found.end, end).trim() !== "") return undefined;
    return this.#take([found])[0]?.lines[0];
  }

  #take(found: readonly Comment[]): readonly Comment[] {
    for (const one of found) this.#comments.splice(this.#comments.indexOf(one), 1);
    return found;
  }

  #isOwn({ at }: Comment): boolean {
    return this.#text.slice(at - this.columnOf(at), at).trim() === "";
  }

  /** The column of an offset, counted from 0. */
  columnOf(at: number): number {
    return at - (this.#text.lastIndexOf("\n", at - 1) + 1);
  }
}
