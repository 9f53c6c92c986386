import type { Comment, Token, TokenKind } from "./token.js";

/** The tokens of a text, and beside them its comments. */
export interface TokenizedText {
  readonly tokens: readonly Token[];
  readonly comments: readonly Comment[];
}

const closing: Readonly<Record<string, string>> = { "'": "'", '"': '"', "`": "`", "[": "]" };
const longSigns = ["->>", "->", "||", "<<", ">>", "<=", ">=", "<>", "==", "!="];

const isSpace = (character: string): boolean =>
  character === " " || character === "\n" || character === "\t" || character === "\r" || character === "\f";
const isDigit = (character: string): boolean => character >= "0" && character <= "9";
const isLetter = (character: string): boolean =>
  (character >= "a" && character <= "z") || (character >= "A" && character <= "Z") || character === "_";
/** Letters of a name for SQLite: every character beyond ASCII is one. */
const isNameCharacter = (character: string): boolean =>
  (character >= "a" && character <= "z") ||
  (character >= "A" && character <= "Z") ||
  isDigit(character) ||
  character === "_" ||
  character === "$" ||
  character >= "\u0080";

/** Index after the quoted piece that starts at `start`; a doubled quote means one quote, except inside brackets. */
function endOfQuoted(text: string, start: number): number {
  const open = text.charAt(start);
  const close = closing[open] ?? open;
  for (let at = start + 1; at < text.length; at++) {
    if (text.charAt(at) !== close) continue;
    if (close !== "]" && text.charAt(at + 1) === close) at++;
    else return at + 1;
  }
  return text.length;
}

function unquote(piece: string): string {
  const close = closing[piece.charAt(0)] ?? "";
  const inner = piece.slice(1, -1);
  return close === "]" ? inner : inner.replaceAll(close + close, close);
}

function endOfNumber(text: string, start: number): number {
  const hexadecimal = /^0[xX][0-9a-fA-F_]+/.exec(text.slice(start, start + 40));
  if (hexadecimal !== null) return start + hexadecimal[0].length;
  let at = start;
  const digits = (): void => {
    while (isDigit(text.charAt(at)) || text.charAt(at) === "_") at++;
  };
  digits();
  if (text.charAt(at) === ".") {
    at++;
    digits();
  }
  if (/^[eE][+-]?[0-9]/.test(text.slice(at, at + 3))) {
    at += /[+-]/.test(text.charAt(at + 1)) ? 2 : 1;
    digits();
  }
  return at;
}

function endOfWord(text: string, start: number): number {
  let at = start;
  while (at < text.length && isNameCharacter(text.charAt(at))) at++;
  return at;
}

/** Where the comment that starts at `start` ends, or `start` when none starts there. */
function endOfComment(text: string, start: number): number {
  if (text.startsWith("--", start)) {
    const end = text.indexOf("\n", start);
    return end < 0 ? text.length : end;
  }
  if (text.startsWith("/*", start)) {
    const end = text.indexOf("*/", start + 2);
    return end < 0 ? text.length : end + 2;
  }
  return start;
}

function scan(text: string, start: number): { kind: TokenKind; end: number } {
  const character = text.charAt(start);
  const next = text.charAt(start + 1);
  if (isLetter(character) && next !== "'") return { kind: "word", end: endOfWord(text, start) };
  if (character === "'") return { kind: "string", end: endOfQuoted(text, start) };
  if (character in closing) return { kind: "quoted", end: endOfQuoted(text, start) };
  if ((character === "x" || character === "X") && next === "'")
    return { kind: "blob", end: endOfQuoted(text, start + 1) };
  if (isDigit(character) || (character === "." && isDigit(next)))
    return { kind: "number", end: endOfNumber(text, start) };
  if (character === "(" || character === ")" || character === ",") return { kind: "sign", end: start + 1 };
  if ("?:@#$".includes(character)) return { kind: "variable", end: Math.max(start + 1, endOfWord(text, start + 1)) };
  if (isNameCharacter(character)) return { kind: "word", end: endOfWord(text, start) };
  const long = longSigns.find((sign) => text.startsWith(sign, start));
  return { kind: "sign", end: start + (long?.length ?? 1) };
}

/** Splits SQL text the way SQLite's own tokenizer does: four quoting styles, two kinds of comment, no nesting. */
export function tokenize(text: string): TokenizedText {
  const tokens: Token[] = [];
  const comments: Comment[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (isSpace(character)) {
      at++;
      continue;
    }
    const afterComment = character === "-" || character === "/" ? endOfComment(text, at) : at;
    if (afterComment > at) {
      comments.push({ text: text.slice(at, afterComment), start: at });
      at = afterComment;
      continue;
    }
    const { kind, end } = scan(text, at);
    const piece = text.slice(at, end);
    const isName = kind === "quoted" || kind === "string";
    tokens.push({
      kind,
      text: piece,
      value: isName ? unquote(piece) : piece,
      keyword: kind === "word" ? piece.toUpperCase() : "",
      start: at,
      end,
    });
    at = end;
  }
  return { tokens, comments };
}
