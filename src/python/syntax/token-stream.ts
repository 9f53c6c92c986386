import { PythonSyntaxError, type SyntaxErrorKind } from "./python-syntax-error.js";
import type { SourceText } from "./syntax-node.js";
import type { Token } from "./token.js";

export const keywords: ReadonlySet<string> = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except finally for from global " +
    "if import in is lambda nonlocal not or pass raise return try while with yield"
  ).split(" "),
);

/** How deep brackets, conditions and operators may nest before a file is refused, so that the parser's stack is enough. */
const maximumDepth = 400;

/** Tokens with a position: the common base of the parsers of expressions, patterns and statements. */
export class TokenStream {
  protected readonly source: SourceText;
  protected readonly tokens: readonly Token[];
  protected position = 0;
  #depth = 0;

  constructor(source: SourceText, tokens: readonly Token[]) {
    this.source = source;
    this.tokens = tokens;
  }

  protected get token(): Token {
    return this.tokens[this.position] as Token;
  }

  protected ahead(count = 1): Token {
    return this.tokens[Math.min(this.position + count, this.tokens.length - 1)] as Token;
  }

  /** The end of the last token that was read, except line ends and indentation. */
  protected get end(): number {
    let last = this.position - 1;
    for (; last > 0; last--) {
      const kind = this.tokens[last]?.kind;
      if (kind !== "newline" && kind !== "indent" && kind !== "dedent") break;
    }
    return this.tokens[last]?.end ?? 0;
  }

  protected fail(reason: string, at = this.token.at, kind: SyntaxErrorKind = "SyntaxError"): never {
    throw new PythonSyntaxError(reason, this.source.placeOf(at), kind);
  }

  /** Throws the error for an unexpected token. */
  protected invalid(): never {
    const { kind, at } = this.token;
    if (kind === "indent") this.fail("unexpected indent", at, "IndentationError");
    this.fail("invalid syntax", at);
  }

  /** Whether the next token is this operator or keyword. */
  protected is(value: string): boolean {
    const { kind, value: own } = this.token;
    return own === value && (kind === "operator" || kind === "name");
  }

  protected accept(value: string): boolean {
    if (!this.is(value)) return false;
    this.position++;
    return true;
  }

  protected expect(value: string, reason?: string): void {
    if (this.accept(value)) return;
    if (reason !== undefined) this.fail(reason);
    this.invalid();
  }

  protected isName(): boolean {
    return this.token.kind === "name" && !keywords.has(this.token.value);
  }

  protected name(): string {
    if (!this.isName()) this.invalid();
    return (this.tokens[this.position++] as Token).value;
  }

  protected nested<Result>(parse: () => Result): Result {
    this.enter();
    const result = parse();
    this.leave();
    return result;
  }

  /** The same as {@link nested}, in two halves, for what is parsed most often. */
  protected enter(): void {
    if (++this.#depth > maximumDepth) this.fail("too deeply nested");
  }

  protected leave(): void {
    this.#depth--;
  }
}
