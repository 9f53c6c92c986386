/** The kind of a token; `end` is the end of the file or of an expression in an f-string. */
export type TokenKind = "name" | "number" | "string" | "fstring" | "operator" | "newline" | "indent" | "dedent" | "end";

/** A piece of an f-string: text as written in the file, or an expression with its conversion and format. */
export type FormatPiece =
  | { readonly kind: "text"; readonly text: string; readonly at: number }
  | {
      readonly kind: "field";
      readonly at: number;
      readonly end: number;
      readonly tokens: readonly Token[];
      /** The text before `=` with its spaces, when the field shows its own source. */
      readonly selfText: string | undefined;
      readonly conversion: "" | "r" | "s" | "a";
      readonly spec: readonly FormatPiece[] | undefined;
    };

export interface Token {
  readonly kind: TokenKind;
  /** The text: of a string without prefix and quotes. */
  readonly value: string;
  readonly at: number;
  readonly end: number;
  /** Of a string: its prefix in lower case, without `u`. */
  readonly prefix?: string;
  readonly pieces?: readonly FormatPiece[];
}
