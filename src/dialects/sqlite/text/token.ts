/** The kind of a token of SQL; white space and comments are not tokens. */
export type TokenKind = "word" | "quoted" | "string" | "number" | "blob" | "variable" | "sign";

/** One token of SQL text with its place in it. */
export interface Token {
  readonly kind: TokenKind;
  /** The token as written. */
  readonly text: string;
  /** A name or string without its quotes; otherwise as `text`. */
  readonly value: string;
  /** Upper case of an unquoted word, so that keywords compare; empty for every other token. */
  readonly keyword: string;
  readonly start: number;
  readonly end: number;
}

/** A comment and its place. */
export interface Comment {
  readonly text: string;
  readonly start: number;
}
