import { UnescapeError, unescapeBytes, unescapeText } from "./escapes/unescape.js";
import {
  type Constant,
  type ConstantValue,
  type Expression,
  ellipsisLiteral,
  type JoinedString,
} from "./syntax-node.js";
import type { FormatPiece, Token } from "./token.js";
import { TokenStream } from "./token-stream.js";

const constants: ReadonlyMap<string, ConstantValue> = new Map<string, ConstantValue>([
  ["None", null],
  ["True", true],
  ["False", false],
]);

/** Literals: numbers, strings and f-strings. The subclass parses the expression in a field of an f-string. */
export abstract class AtomParser extends TokenStream {
  /** The expression of a field of an f-string. */
  protected abstract fieldExpression(tokens: readonly Token[]): Expression;

  protected constantName(): Constant | undefined {
    const { kind, value, at, end } = this.token;
    if (kind !== "name") return undefined;
    const constant = constants.get(value);
    if (constant === undefined) return undefined;
    this.position++;
    return { kind: "Constant", value: constant, at, end };
  }

  protected number(): Constant {
    const { value, at, end } = this.token;
    this.position++;
    if (/[jJ]$/.test(value)) this.fail("complex numbers are not supported", at);
    const digits = value.replaceAll("_", "");
    if (/^0[xXoObB]/.test(digits) || /^\d+$/.test(digits)) {
      if (/^\d{4301,}$/.test(digits))
        this.fail(
          "Exceeds the limit (4300 digits) for integer string conversion: value has " +
            `${digits.length} digits; use sys.set_int_max_str_digits() to increase the limit - ` +
            "Consider hexadecimal for huge integer literals to avoid decimal conversion limits.",
          at,
        );
      const whole = Number(digits);
      return { kind: "Constant", value: Number.isSafeInteger(whole) ? whole : BigInt(digits), at, end };
    }
    return { kind: "Constant", value: { float: Number(digits) }, at, end };
  }

  protected ellipsis(): Constant {
    const { at, end } = this.token;
    this.position++;
    return { kind: "Constant", value: ellipsisLiteral, at, end };
  }

  /** Adjacent string literals, which are one value. */
  protected strings(): Expression {
    const at = this.token.at;
    const parts: Token[] = [];
    while (this.token.kind === "string" || this.token.kind === "fstring") {
      parts.push(this.token);
      this.position++;
    }
    const end = this.end;
    const bytes = parts.filter((part) => part.prefix?.includes("b"));
    if (bytes.length > 0) {
      if (bytes.length < parts.length) this.fail("cannot mix bytes and nonbytes literals", at);
      return { kind: "Constant", value: this.#bytes(bytes), at, end };
    }
    if (parts.every((part) => part.kind === "string")) {
      const value = parts.map((part) => this.#text(part.value, part.prefix === "r", part.at)).join("");
      return { kind: "Constant", value, at, end };
    }
    const values: Expression[] = [];
    for (const part of parts) {
      const isRaw = part.prefix?.includes("r") ?? false;
      if (part.kind === "fstring") this.#pieces(part.pieces ?? [], isRaw, values);
      else this.#add(values, this.#text(part.value, isRaw, part.at), part.at, part.end);
    }
    return { kind: "JoinedStr", values, at, end };
  }

  #bytes(parts: readonly Token[]): Uint8Array {
    const all = parts.map((part) => this.#guarded(part.at, () => unescapeBytes(part.value, part.prefix !== "b")));
    const bytes = new Uint8Array(all.reduce((length, one) => length + one.length, 0));
    let at = 0;
    for (const one of all) {
      bytes.set(one, at);
      at += one.length;
    }
    return bytes;
  }

  #text(text: string, isRaw: boolean, at: number): string {
    return this.#guarded(at, () => unescapeText(text, isRaw));
  }

  #guarded<Result>(at: number, read: () => Result): Result {
    try {
      return read();
    } catch (error) {
      if (error instanceof UnescapeError) this.fail(error.message, at);
      throw error;
    }
  }

  /** Text joins the text before it, so that there are never two pieces of text in a row. */
  #add(values: Expression[], text: string, at: number, end: number): void {
    const last = values.at(-1);
    if (text === "") return;
    if (last?.kind === "Constant" && typeof last.value === "string")
      values[values.length - 1] = { kind: "Constant", value: last.value + text, at: last.at, end };
    else values.push({ kind: "Constant", value: text, at, end });
  }

  #pieces(pieces: readonly FormatPiece[], isRaw: boolean, values: Expression[]): void {
    for (const piece of pieces) {
      if (piece.kind === "text") {
        this.#add(values, this.#text(piece.text, isRaw, piece.at), piece.at, piece.at + piece.text.length);
        continue;
      }
      if (piece.selfText !== undefined) this.#add(values, piece.selfText, piece.at, piece.end);
      let formatSpec: JoinedString | null = null;
      if (piece.spec !== undefined) {
        const inner: Expression[] = [];
        this.#pieces(piece.spec, isRaw, inner);
        formatSpec = { kind: "JoinedStr", values: inner, at: piece.at, end: piece.end };
      }
      const showsRepr = piece.selfText !== undefined && piece.conversion === "" && formatSpec === null;
      values.push({
        kind: "FormattedValue",
        value: this.fieldExpression(piece.tokens),
        conversion: showsRepr ? "r" : piece.conversion,
        formatSpec,
        at: piece.at,
        end: piece.end,
      });
    }
  }
}
