import { PythonSyntaxError, type SyntaxErrorKind } from "./python-syntax-error.js";
import type { SourceText } from "./syntax-node.js";
import type { FormatPiece, Token } from "./token.js";
import { tokenPatterns } from "./token-patterns.js";

const { identifier, stringText, stringStart, operator, number, opening, afterNumber, wordCodes, singleSigns } =
  tokenPatterns;

/** Python's own limits. */
const maximumBrackets = 200;
const maximumIndents = 100;

/** Splits a text into Python's tokens, including indentation. Use {@link tokenize}. */
class Tokenizer {
  readonly #source: SourceText;
  readonly #text: string;
  #at = 0;
  readonly #brackets: { readonly open: string; readonly at: number }[] = [];
  #formatDepth = 0;

  constructor(source: SourceText) {
    this.#source = source;
    this.#text = source.text;
  }

  fail(reason: string, at: number, kind: SyntaxErrorKind = "SyntaxError"): never {
    throw new PythonSyntaxError(reason, this.#source.placeOf(Math.min(at, this.#text.length)), kind);
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text);
  }

  module(): Token[] {
    const tokens: Token[] = [];
    const indents: { readonly columns: number; readonly plain: number }[] = [{ columns: 0, plain: 0 }];
    let lineBegins = true;
    for (;;) {
      if (lineBegins && this.#brackets.length === 0) {
        lineBegins = false;
        const width = this.#indentation();
        const next = this.#text[this.#at];
        if (next === "\n" || next === "#") {
          this.#skipComment();
          if (this.#text[this.#at] === "\n") {
            this.#at++;
            lineBegins = true;
            continue;
          }
        }
        if (this.#at < this.#text.length) this.#indent(tokens, indents, width);
      }
      this.#skipSpace();
      if (this.#at >= this.#text.length) break;
      const char = this.#text[this.#at] ?? "";
      if (char === "\n") {
        if (this.#brackets.length === 0) {
          tokens.push({ kind: "newline", value: "\n", at: this.#at, end: this.#at + 1 });
          lineBegins = true;
        }
        this.#at++;
      } else if (char === "#") this.#skipComment();
      else if (char === "\\") this.#continueLine();
      else tokens.push(this.#token());
    }
    const open = this.#brackets.at(-1);
    if (open !== undefined) this.fail(`'${open.open}' was never closed`, open.at);
    const end = this.#text.length;
    if (tokens.length > 0 && tokens.at(-1)?.kind !== "newline")
      tokens.push({ kind: "newline", value: "", at: end, end });
    for (let level = indents.length; level > 1; level--) tokens.push({ kind: "dedent", value: "", at: end, end });
    tokens.push({ kind: "end", value: "", at: end, end });
    return tokens;
  }

  /** The width of a line's indentation, with tabs to columns of eight and with tabs as one: both must agree on order. */
  #indentation(): { readonly columns: number; readonly plain: number } {
    let columns = 0;
    let plain = 0;
    for (; ; this.#at++) {
      const char = this.#text[this.#at];
      if (char === " ") {
        columns++;
        plain++;
      } else if (char === "\t") {
        columns = (Math.floor(columns / 8) + 1) * 8;
        plain++;
      } else if (char === "\f") {
        columns = 0;
        plain = 0;
      } else return { columns, plain };
    }
  }

  #indent(
    tokens: Token[],
    indents: { readonly columns: number; readonly plain: number }[],
    width: { readonly columns: number; readonly plain: number },
  ): void {
    const at = this.#at;
    const current = indents.at(-1) ?? width;
    const inconsistent = (): never => this.fail("inconsistent use of tabs and spaces in indentation", at, "TabError");
    if (width.columns === current.columns) {
      if (width.plain !== current.plain) inconsistent();
    } else if (width.columns > current.columns) {
      if (width.plain <= current.plain) inconsistent();
      if (indents.length >= maximumIndents) this.fail("too many levels of indentation", at, "IndentationError");
      indents.push(width);
      tokens.push({ kind: "indent", value: "", at, end: at });
    } else {
      while ((indents.at(-1)?.columns ?? 0) > width.columns) {
        indents.pop();
        tokens.push({ kind: "dedent", value: "", at, end: at });
      }
      const level = indents.at(-1);
      if (level?.columns !== width.columns)
        this.fail("unindent does not match any outer indentation level", at, "IndentationError");
      if (level.plain !== width.plain) inconsistent();
    }
  }

  #skipSpace(): void {
    for (; ; this.#at++) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 32 && code !== 9 && code !== 12) return;
    }
  }

  /** The end of the name of plain letters that begins here; `-1` where it has others. */
  #plainNameEnd(): number {
    for (let at = this.#at + 1; ; at++) {
      const code = this.#text.charCodeAt(at);
      if (!(code < 128)) return Number.isNaN(code) ? at : -1;
      if (wordCodes[code] !== 1) return at;
    }
  }

  #skipComment(): void {
    if (this.#text[this.#at] !== "#") return;
    const end = this.#text.indexOf("\n", this.#at);
    this.#at = end < 0 ? this.#text.length : end;
  }

  #continueLine(): void {
    if (this.#text[this.#at + 1] === undefined) this.fail("unexpected EOF while parsing", this.#at);
    if (this.#text[this.#at + 1] !== "\n")
      this.fail("unexpected character after line continuation character", this.#at + 1);
    if (this.#at + 2 >= this.#text.length) this.fail("unexpected EOF while parsing", this.#at);
    this.#at += 2;
  }

  #token(): Token {
    const at = this.#at;
    const code = this.#text.charCodeAt(at);
    const isLetter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code > 127;
    // A prefix of a string has at most two letters.
    const quoted = isLetter ? this.#quoteAfterLetters(at) : code === 34 || code === 39;
    if (quoted) {
      const string = this.#match(stringStart);
      if (string !== null) return this.#string(at, (string[1] ?? "").toLowerCase(), string[2] ?? "");
    }
    if (isLetter) {
      const end = code < 128 ? this.#plainNameEnd() : -1;
      if (end > 0) {
        this.#at = end;
        return { kind: "name", value: this.#text.slice(at, end), at, end };
      }
      const name = this.#match(identifier);
      if (name === null) return this.#unknown(at);
      this.#at += name[0].length;
      return { kind: "name", value: name[0].normalize("NFKC"), at, end: this.#at };
    }
    const next = this.#text.charCodeAt(at + 1);
    if ((code >= 48 && code <= 57) || (code === 46 && next >= 48 && next <= 57)) return this.#number(at);
    const single = singleSigns.get(code);
    // Most signs are brackets, commas and dots, which begin no longer one.
    if (single !== undefined && (code !== 46 || next !== 46) && (code !== 58 || next !== 61)) {
      this.#at++;
      this.#bracket(single, at);
      return { kind: "operator", value: single, at, end: this.#at };
    }
    const sign = this.#match(operator);
    if (sign === null) return this.#unknown(at);
    this.#at += sign[0].length;
    this.#bracket(sign[0], at);
    return { kind: "operator", value: sign[0], at, end: this.#at };
  }

  /** Whether the letters here are the prefix of a string. */
  #quoteAfterLetters(at: number): boolean {
    const isQuote = (code: number): boolean => code === 34 || code === 39;
    const next = this.#text.charCodeAt(at + 1);
    return isQuote(next) || (next < 128 && wordCodes[next] === 1 && isQuote(this.#text.charCodeAt(at + 2)));
  }

  #bracket(sign: string, at: number): void {
    if (opening[sign] !== undefined) {
      if (this.#brackets.length >= maximumBrackets) this.fail("too many nested parentheses", at);
      this.#brackets.push({ open: sign, at });
    } else if (sign === ")" || sign === "]" || sign === "}") {
      const open = this.#brackets.pop();
      if (open === undefined) this.fail(`unmatched '${sign}'`, at);
      if (opening[open.open] !== sign) {
        const line = this.#source.lineOf(open.at);
        const where = line === this.#source.lineOf(at) ? "" : ` on line ${line}`;
        this.fail(`closing parenthesis '${sign}' does not match opening parenthesis '${open.open}'${where}`, at);
      }
    }
  }

  #unknown(at: number): never {
    const code = this.#text.codePointAt(at) ?? 0;
    const char = String.fromCodePoint(code);
    if (code < 128 && code >= 32) this.fail("invalid syntax", at);
    const hexadecimal = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
    if (/[\p{C}\p{Z}]/u.test(char)) this.fail(`invalid non-printable character ${hexadecimal}`, at);
    this.fail(`invalid character '${char}' (${hexadecimal})`, at);
  }

  #number(at: number): Token {
    const value = this.#match(number)?.[0] ?? "";
    this.#at += value.length;
    const kind = /^0[xX]/.test(this.#text.slice(at, at + 2))
      ? "hexadecimal"
      : /^0[oO]/.test(this.#text.slice(at, at + 2))
        ? "octal"
        : /^0[bB]/.test(this.#text.slice(at, at + 2))
          ? "binary"
          : "decimal";
    const next = this.#text[this.#at] ?? "";
    if (/[\p{ID_Continue}]/u.test(next) && this.#match(afterNumber) === null) {
      const digit = value === "0" ? (this.#text[this.#at + 1] ?? "") : next;
      if (kind !== "decimal" && /\d/.test(digit)) this.fail(`invalid digit '${digit}' in ${kind} literal`, this.#at);
      this.fail(`invalid ${kind} literal`, Math.max(at, this.#at - 1));
    }
    if (/^0[\d_]*[1-9]/.test(value) && /^[\d_]+$/.test(value))
      this.fail("leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers", at);
    return { kind: "number", value, at, end: this.#at };
  }

  #string(at: number, prefix: string, quote: string): Token {
    this.#at += prefix.length + quote.length;
    if (prefix.includes("f")) {
      const pieces = this.#formatPieces(quote, at, false);
      return { kind: "fstring", value: "", prefix, at, end: this.#at, pieces };
    }
    const start = this.#at;
    for (;;) {
      this.#at += this.#match(stringText[quote] as RegExp)?.[0].length ?? 0;
      const char = this.#text[this.#at];
      if (char === undefined || (char === "\n" && quote.length === 1)) this.#unterminated(at, quote);
      if (char === "\\") this.#at += 2;
      else if (this.#text.startsWith(quote, this.#at)) break;
      else this.#at++;
    }
    const value = this.#text.slice(start, this.#at);
    this.#at += quote.length;
    return { kind: "string", value, prefix: prefix.replace("u", ""), at, end: this.#at };
  }

  #unterminated(at: number, quote: string): never {
    const triple = quote.length === 3 ? "triple-quoted " : "";
    const line = this.#source.lineOf(Math.min(this.#at, this.#text.length));
    this.fail(`unterminated ${triple}string literal (detected at line ${line})`, at);
  }

  /** The pieces up to the closing quote, or, of a format specification, up to the brace that ends its field. */
  #formatPieces(quote: string, at: number, isSpec: boolean): FormatPiece[] {
    const pieces: FormatPiece[] = [];
    let text = "";
    let textAt = this.#at;
    const flush = (): void => {
      if (text !== "") pieces.push({ kind: "text", text, at: textAt });
      text = "";
    };
    for (;;) {
      const char = this.#text[this.#at];
      if (char === undefined || (char === "\n" && quote.length === 1)) {
        if (isSpec) this.fail("f-string: expecting '}'", this.#at);
        this.#unterminated(at, quote);
      }
      if (text === "") textAt = this.#at;
      if (this.#text.startsWith(quote, this.#at)) {
        if (isSpec) this.fail("f-string: expecting '}'", this.#at);
        this.#at += quote.length;
        flush();
        return pieces;
      }
      if (char === "\\") {
        // In `\N{…}` the braces belong to the escape.
        const named = /\\N\{[^}]*\}/y;
        named.lastIndex = this.#at;
        const taken = named.exec(this.#text)?.[0] ?? this.#text.slice(this.#at, this.#at + 2);
        const width = taken === "\\{" || taken === "\\}" ? 1 : taken.length;
        text += taken.slice(0, width);
        this.#at += width;
      } else if (char === "{") {
        if (this.#text[this.#at + 1] === "{" && !isSpec) {
          text += "{";
          this.#at += 2;
        } else {
          flush();
          pieces.push(this.#field(quote, at));
        }
      } else if (char === "}") {
        if (isSpec) {
          flush();
          return pieces;
        }
        if (this.#text[this.#at + 1] !== "}") this.fail("f-string: single '}' is not allowed", this.#at);
        text += "}";
        this.#at += 2;
      } else {
        text += char;
        this.#at++;
      }
    }
  }

  #field(quote: string, stringAt: number): FormatPiece {
    const at = this.#at;
    if (++this.#formatDepth > 20) this.fail("f-string: expressions nested too deeply", at);
    this.#at++;
    const start = this.#at;
    const tokens: Token[] = [];
    const outer = this.#brackets.length;
    let expressionEnd = start;
    for (;;) {
      const char = this.#text[this.#at];
      if (char === undefined) this.fail("f-string: expecting '}'", this.#at);
      if (char === " " || char === "\t" || char === "\f" || char === "\n") {
        this.#at++;
        continue;
      }
      if (char === "#") {
        this.#skipComment();
        continue;
      }
      if (char === "\\") {
        this.#continueLine();
        continue;
      }
      if (this.#brackets.length === outer) {
        if (char === "}" || char === ":" || (char === "!" && this.#text[this.#at + 1] !== "=")) break;
        if (char === "=" && this.#text[this.#at + 1] !== "=") break;
        if (this.#text.startsWith(quote, this.#at)) this.fail("f-string: expecting '}'", this.#at);
      }
      const token = this.#token();
      tokens.push(token);
      expressionEnd = token.end;
    }
    if (tokens.length === 0) this.fail("f-string: empty expression not allowed", this.#at);
    let selfText: string | undefined;
    if (this.#text[this.#at] === "=") {
      this.#at++;
      while (/[ \t\f\n]/.test(this.#text[this.#at] ?? "")) this.#at++;
      selfText = this.#text.slice(start, this.#at);
    }
    let conversion = "";
    if (this.#text[this.#at] === "!") {
      conversion = this.#text[this.#at + 1] ?? "";
      if (!/^[rsa]$/.test(conversion) || /[\p{ID_Continue}]/u.test(this.#text[this.#at + 2] ?? ""))
        this.fail("f-string: invalid conversion character: expected 's', 'r', or 'a'", this.#at + 1);
      this.#at += 2;
      while (/[ \t\f\n]/.test(this.#text[this.#at] ?? "")) this.#at++;
    }
    let spec: readonly FormatPiece[] | undefined;
    if (this.#text[this.#at] === ":") {
      this.#at++;
      spec = this.#formatPieces(quote, stringAt, true);
    }
    if (this.#text[this.#at] !== "}") this.fail("f-string: expecting '}'", this.#at);
    this.#at++;
    this.#formatDepth--;
    tokens.push({ kind: "end", value: "", at: expressionEnd, end: expressionEnd });
    return {
      kind: "field",
      at,
      end: this.#at,
      tokens,
      selfText,
      conversion: conversion as "" | "r" | "s" | "a",
      spec,
    };
  }
}

/**
 * The tokens of a Python file, with its indentation as tokens and with the tokens of expressions in f-strings.
 *
 * @throws {PythonSyntaxError} Python's tokenizer would refuse the text.
 */
export function tokenize(source: SourceText): readonly Token[] {
  const nul = source.text.indexOf("\0");
  if (nul >= 0) throw new PythonSyntaxError("source code cannot contain null bytes", source.placeOf(nul));
  return new Tokenizer(source).module();
}
