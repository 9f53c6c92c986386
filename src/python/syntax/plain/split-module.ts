/** A statement of a plain module, at its top or in the body of a function. */
export interface Piece {
  /** The line that it begins on, from 1. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /**
   * The statement without its comments and with a NUL for each text in {@link texts}, so that statements that differ in
   * their texts have one shape.
   */
  readonly shape: string;
  /** The strings of one line that have no prefix and no backslash. */
  readonly texts: readonly string[];
  /** The name of a function without parameters and decorators; `undefined` for any other statement. */
  readonly name: string | undefined;
  /** The statements of that function. */
  readonly body: readonly Piece[];
}

/** The character that replaces a literal in a shape. No plain module contains it. */
export const literalSign = "\0";

/** A character that ends a statement, or decides where it does. */
const special = /["'#\\\n()[\]{}]/g;
const plainFunction = /^def (\w+)\(\)(?: -> None)?:$/;
/** The words that continue the statement before them. */
const clause = /(?:elif|else|except|finally)\b/y;

/** A statement whose end was not found yet. */
interface OpenPiece {
  readonly line: number;
  readonly start: number;
  end: number;
  shape: string;
  texts: string[];
  name: string | undefined;
  body: OpenPiece[];
}

const isWordCode = (code: number): boolean =>
  code === 95 || (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code > 127;

/**
 * Splits a module into its statements.
 *
 * @param text a module that the plain reader has read, with `\n` as its only line end: brackets and quotes are known to
 *   match, and the fields of f-strings to have no quotes
 */
export const splitModule = (text: string): readonly Piece[] => new ModuleSplitter(text).split();

class ModuleSplitter {
  readonly #text: string;
  #at = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  split(): readonly Piece[] {
    const text = this.#text;
    const pieces: OpenPiece[] = [];
    let top: OpenPiece | undefined;
    let width = -1;
    while (this.#at < text.length) {
      const begin = this.#at;
      let code = text.charCodeAt(this.#at);
      while (code === 32) code = text.charCodeAt(++this.#at);
      if (code === 10) {
        this.#at++;
        this.#line++;
        continue;
      }
      if (code === 35) {
        this.#skipComment();
        continue;
      }
      if (this.#at >= text.length) break;
      const indentation = this.#at - begin;
      if (indentation === 0 && !this.#isClause()) {
        top = this.#open(begin);
        width = -1;
        pieces.push(top);
        this.#read(top);
        top.name = plainFunction.exec(top.shape)?.[1];
        continue;
      }
      if (top === undefined) throw new Error("a module begins with an indented line");
      if (width < 0) width = indentation;
      const last = top.body.at(-1);
      const continues = last !== undefined && (indentation > width || this.#isClause());
      const piece = continues ? last : this.#open(begin);
      if (!continues) top.body.push(piece);
      else piece.shape += "\n".repeat(this.#line - this.#lastLine);
      piece.shape += text.slice(begin, this.#at);
      this.#read(piece);
      top.end = piece.end;
    }
    return pieces;
  }

  /** The line on which the logical line before ended. */
  #lastLine = 0;

  #open(start: number): OpenPiece {
    return { line: this.#line, start, end: start, shape: "", texts: [], name: undefined, body: [] };
  }

  #isClause(): boolean {
    clause.lastIndex = this.#at;
    return clause.test(this.#text);
  }

  /** Goes to the end of the line. */
  #skipComment(): void {
    const end = this.#text.indexOf("\n", this.#at);
    this.#at = end < 0 ? this.#text.length : end;
  }

  /** Reads a logical line into a statement, up to its line end. */
  #read(piece: OpenPiece): void {
    const text = this.#text;
    const start = this.#at;
    let from = start;
    let depth = 0;
    let { shape } = piece;
    for (;;) {
      special.lastIndex = this.#at;
      const found = special.exec(text);
      const at = found === null ? text.length : found.index;
      const code = text.charCodeAt(at);
      this.#at = at + 1;
      if (code === 34 || code === 39) {
        const end = at === start || isWordCode(text.charCodeAt(at - 1)) ? -1 : this.#endOfText(at, code);
        if (end < 0) this.#skipString(at, code);
        else {
          shape += `${text.slice(from, at)}${literalSign}`;
          piece.texts.push(text.slice(at + 1, end));
          this.#at = end + 1;
          from = end + 1;
        }
      } else if (code === 35) {
        shape += text.slice(from, at);
        this.#skipComment();
        from = this.#at;
      } else if (code === 92) {
        if (text.charCodeAt(at + 1) === 10) this.#line++;
        this.#at = at + 2;
      } else if (code === 10 || found === null) {
        if (depth === 0) {
          piece.shape = (shape + text.slice(from, at)).trimEnd();
          piece.end = at;
          this.#at = at;
          this.#lastLine = this.#line;
          return;
        }
        this.#line++;
      } else depth += code === 40 || code === 91 || code === 123 ? 1 : -1;
    }
  }

  /** The closing quote of a string of one line without backslashes; `-1` for any other string. */
  #endOfText(at: number, quote: number): number {
    const text = this.#text;
    const end = text.indexOf(quote === 34 ? '"' : "'", at + 1);
    if (end === at + 1 && text.charCodeAt(end + 1) === quote) return -1;
    return text.slice(at + 1, end).includes("\\") ? -1 : end;
  }

  /** Goes behind a string of any form, which stays in the shape. */
  #skipString(start: number, quote: number): void {
    const text = this.#text;
    const isDouble = text.charCodeAt(start + 1) === quote;
    const isTriple = isDouble && text.charCodeAt(start + 2) === quote;
    if (isDouble && !isTriple) {
      this.#at = start + 2;
      return;
    }
    for (let at = start + (isTriple ? 3 : 1); at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 10) this.#line++;
      else if (code === 92) {
        if (text.charCodeAt(++at) === 10) this.#line++;
      } else if (code === quote) {
        if (!isTriple) this.#at = at + 1;
        else if (text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote) this.#at = at + 3;
        else continue;
        return;
      }
    }
    throw new Error("a string has no end");
  }
}
