import { characterNamed } from "./character-named.js";
import { simpleEscapes } from "./simple-escapes.js";

const escapes = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{0,2})|u([0-9a-fA-F]{0,4})|U([0-9a-fA-F]{0,8})|(N\{[^}]*\}|[\s\S]))/g;

/** The mistake in an escape; the parser adds its place. */
export class UnescapeError extends Error {}

const codec = (from: number, to: number, reason: string): UnescapeError =>
  new UnescapeError(`(unicode error) 'unicodeescape' codec can't decode bytes in position ${from}-${to}: ${reason}`);

function unicode(digits: string, width: number, letter: string, at: number): string {
  if (digits.length < width)
    throw codec(at, at + digits.length + 1, `truncated \\${letter}${"X".repeat(width)} escape`);
  const code = Number.parseInt(digits, 16);
  if (code > 0x10ffff) throw codec(at, at + digits.length + 1, "illegal Unicode character");
  return String.fromCodePoint(code);
}

/** A string literal's value from the text between its quotes. */
export function unescapeText(text: string, isRaw: boolean): string {
  if (isRaw || !text.includes("\\")) return text;
  return text.replace(escapes, (all: string, octal, hex, short, long, other, at: number) => {
    if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
    if (hex !== undefined) return unicode(hex, 2, "x", at);
    if (short !== undefined) return unicode(short, 4, "u", at);
    if (long !== undefined) return unicode(long, 8, "U", at);
    if (other.startsWith("N")) {
      const named = characterNamed(other.slice(2, -1));
      if (named !== undefined) return named;
      throw new UnescapeError(`the character \\${other} is not known by its name here; write the character itself`);
    }
    return simpleEscapes[other] ?? all;
  });
}

/** A bytes literal's value from the text between its quotes. */
export function unescapeBytes(text: string, isRaw: boolean): Uint8Array {
  if (/[^\0-\x7f]/.test(text)) throw new UnescapeError("bytes can only contain ASCII literal characters");
  const decoded =
    isRaw || !text.includes("\\")
      ? text
      : text.replace(
          /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{0,2})|([\s\S]))/g,
          (all: string, octal, hex, other, at: number) => {
            if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 255);
            if (hex !== undefined) {
              if (hex.length < 2) throw new UnescapeError(`(value error) invalid \\x escape at position ${at}`);
              return String.fromCharCode(Number.parseInt(hex, 16));
            }
            return simpleEscapes[other] ?? all;
          },
        );
  return Uint8Array.from(decoded, (char) => char.charCodeAt(0));
}
