import { AlembicError } from "../../../support/alembic-error.js";
import type { Token } from "./token.js";

/** A stored CREATE statement that cannot be parsed; SQLite itself would not have accepted it. */
export class UnreadableTextError extends AlembicError {
  readonly code = "sqlite.unreadable-text";
  /** The statement. */
  readonly text: string;
  /** Where reading ended. */
  readonly position: number;

  constructor(text: string, wanted: string, position: number) {
    super(`Can't read the stored statement: ${wanted} expected at "${text.slice(position, position + 30)}" in ${text}`);
    this.text = text;
    this.position = position;
  }
}

const none: Token = { kind: "sign", text: "", value: "", keyword: "", start: -1, end: -1 };

/** A place in a list of tokens that moves forward only. */
export class TokenCursor {
  readonly text: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(text: string, tokens: readonly Token[]) {
    this.text = text;
    this.#tokens = tokens;
  }

  /** The token here, or an empty one past the end. */
  get current(): Token {
    return this.peek(0);
  }

  /** The token that was read last. */
  get previous(): Token {
    return this.#tokens[this.#at - 1] ?? none;
  }

  get atEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  peek(distance: number): Token {
    return this.#tokens[this.#at + distance] ?? none;
  }

  /** Whether the words here are these keywords, in this order. */
  isAt(...keywords: readonly string[]): boolean {
    for (let distance = 0; distance < keywords.length; distance++)
      if (this.#tokens[this.#at + distance]?.keyword !== keywords[distance]) return false;
    return true;
  }

  isSign(sign: string): boolean {
    return this.current.kind === "sign" && this.current.text === sign;
  }

  next(): Token {
    if (this.atEnd) throw this.unexpected("the end of the text");
    const token = this.current;
    this.#at++;
    return token;
  }

  /** Reads these keywords if they come next. */
  accept(...keywords: readonly string[]): boolean {
    if (!this.isAt(...keywords)) return false;
    this.#at += keywords.length;
    return true;
  }

  acceptSign(sign: string): boolean {
    if (!this.isSign(sign)) return false;
    this.#at++;
    return true;
  }

  expect(...keywords: readonly string[]): void {
    if (!this.accept(...keywords)) throw this.unexpected(keywords.join(" "));
  }

  expectSign(sign: string): void {
    if (!this.acceptSign(sign)) throw this.unexpected(`'${sign}'`);
  }

  /** Reads a name in any quoting, even a keyword: SQLite allows most of them as names. */
  name(): string {
    const { kind } = this.current;
    if (kind !== "word" && kind !== "quoted" && kind !== "string") throw this.unexpected("a name");
    return this.next().value;
  }

  /** Reads a pair of parentheses with its contents, and returns the tokens between them. */
  parenthesised(): readonly Token[] {
    this.expectSign("(");
    const inner: Token[] = [];
    for (let depth = 1; ; ) {
      const token = this.next();
      if (token.kind === "sign" && token.text === "(") depth++;
      if (token.kind === "sign" && token.text === ")" && --depth === 0) return inner;
      inner.push(token);
    }
  }

  /** The text from a token to the last one that was read, verbatim. */
  textFrom(first: Token): string {
    return this.text.slice(first.start, this.previous.end);
  }

  unexpected(wanted: string): UnreadableTextError {
    return new UnreadableTextError(this.text, wanted, this.atEnd ? this.text.length : this.current.start);
  }
}
