import { simpleEscapes } from "../python/syntax/escapes/simple-escapes.js";

/** The text between the quotes of a Python string, its escapes resolved. */
function unescapePython(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|([\s\S]))/g,
    (whole, hex?: string, short?: string, long?: string, octal?: string, single?: string) => {
      const code = hex ?? short ?? long;
      if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      return simpleEscapes[single ?? ""] ?? whole;
    },
  );
}

/** One string literal at a position, with its prefix; `undefined` where there is none that is plain text. */
export function readPythonString(text: string, start: number): { value: string; end: number } | undefined {
  let at = start;
  let raw = false;
  for (; at < start + 2; at++) {
    const letter = text[at];
    if (letter === "r" || letter === "R") raw = true;
    else if (letter !== "u" && letter !== "U") break;
  }
  const quote = text[at];
  if (quote !== '"' && quote !== "'") return undefined;
  const triple = text.startsWith(quote.repeat(3), at);
  const closing = triple ? quote.repeat(3) : quote;
  const from = at + closing.length;
  // Nearly every string ends at the next quote; to look at each of its characters takes longer than to read the file.
  const next = text.indexOf(closing, from);
  if (next < 0) return undefined;
  const plain = text.slice(from, next);
  if (!plain.includes("\\") && (triple || !plain.includes("\n"))) return { value: plain, end: next + closing.length };
  for (let position = from; position < text.length; position++) {
    const character = text[position];
    if (character === "\\") position++;
    else if (character === "\n" && !triple) return undefined;
    else if (character === quote && text.startsWith(closing, position)) {
      const inside = text.slice(from, position);
      return { value: raw ? inside : unescapePython(inside), end: position + closing.length };
    }
  }
  return undefined;
}
