// Python counts other characters as white space than JavaScript's `trim`. The ends are looked for by hand: a pattern
// for the end of a text is tried at each run of white space within it, which takes quadratic time.
const isWhitespace = (code: number): boolean =>
  (code >= 9 && code <= 13) ||
  (code >= 28 && code <= 32) ||
  code === 0x85 ||
  code === 0xa0 ||
  (code >= 0x1680 && isWideWhitespace(code));

const isWideWhitespace = (code: number): boolean =>
  code === 0x1680 ||
  (code >= 0x2000 && code <= 0x200a) ||
  code === 0x2028 ||
  code === 0x2029 ||
  code === 0x202f ||
  code === 0x205f ||
  code === 0x3000;

/** `str.lstrip()`. */
export function stripStart(text: string): string {
  let start = 0;
  while (start < text.length && isWhitespace(text.charCodeAt(start))) start += 1;
  return text.slice(start);
}

/** `str.rstrip()`. */
export function stripEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isWhitespace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** A text without those of the given characters that end it. */
export function withoutTrailing(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** A text whose lines have no spaces at their ends. */
export function withoutLineEndSpaces(text: string): string {
  return text
    .split("\n")
    .map((line) => withoutTrailing(line, " "))
    .join("\n");
}

/** `str.strip()`. */
export function strip(text: string): string {
  return stripEnd(stripStart(text));
}
