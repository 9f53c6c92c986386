import { codePoints } from "../../protocol/code-points.js";
import { indexOf } from "../../protocol/get-item.js";
import { reserve } from "../../protocol/run.js";
import { raise } from "../../values/py-exception.js";
import type { Value } from "../../values/value.js";

/**
 * What the methods of `str` and of `bytes` share, on JavaScript's strings. Bytes are given as strings of one character
 * a byte.
 */

/** The patterns for the characters that count as white space, which are fewer for bytes. */
export interface Spaces {
  readonly one: RegExp;
  readonly leading: RegExp;
  readonly run: RegExp;
}

/** @param characters - what stands between the brackets of a regular expression's class. */
export const spacesOf = (characters: string): Spaces => ({
  one: new RegExp(`[${characters}]`),
  leading: new RegExp(`^[${characters}]+`),
  run: new RegExp(`[${characters}]+`, "g"),
});

/** The limit that an argument such as `maxsplit` gives, where a negative number means that there is none. */
export const limitOf = (most: number): number => (most < 0 ? Number.MAX_SAFE_INTEGER : most);

/** `start` and `end` of a search in a value of a length; `undefined` where nothing can be found. */
export function searchRange(
  length: number,
  start: Value,
  end: Value,
): { readonly from: number; readonly to: number } | undefined {
  const bound = (index: Value, otherwise: number): number => {
    if (index === null) return otherwise;
    const at =
      indexOf(index) ?? raise("TypeError", "slice indices must be integers or None or have an __index__ method");
    return Math.min(Math.max(Number(at) < 0 ? Number(at) + length : Number(at), 0), Number.MAX_SAFE_INTEGER);
  };
  const from = bound(start, 0);
  const to = Math.min(bound(end, length), length);
  return from > to || from > length ? undefined : { from, to };
}

/** How often a part is in a text, without overlaps; an empty one is between all characters. */
export const countIn = (text: string, part: string, length: number): number =>
  part === "" ? length + 1 : text.split(part).length - 1;

/** The text without white space at its end. A regular expression that is anchored there would be tried at each run. */
export function trimEnd(value: string, spaces: Spaces): string {
  let end = value.length;
  while (end > 0 && spaces.one.test(value[end - 1] as string)) end--;
  return value.slice(0, end);
}

/** `split()` and `rsplit()` without a separator. */
export const splitWords = (value: string, limit: number, fromRight: boolean, spaces: Spaces): string[] =>
  fromRight ? wordsFromRight(value, limit, spaces) : wordsFromLeft(value, limit, spaces);

function wordsFromLeft(value: string, limit: number, spaces: Spaces): string[] {
  const rest = value.replace(spaces.leading, "");
  if (rest === "") return [];
  const parts: string[] = [];
  let from = 0;
  while (parts.length < limit) {
    spaces.run.lastIndex = from;
    const match = spaces.run.exec(rest);
    if (match === null) break;
    parts.push(rest.slice(from, match.index));
    from = match.index + match[0].length;
    if (from >= rest.length) return parts;
  }
  // The rest keeps its spaces at the end only if the limit stopped the splitting.
  parts.push(
    parts.length < limit ? rest.slice(from) : trimEnd(rest.slice(from), spaces) === "" ? "" : rest.slice(from),
  );
  return parts.at(-1) === "" ? parts.slice(0, -1) : parts;
}

function wordsFromRight(value: string, limit: number, spaces: Spaces): string[] {
  const rest = trimEnd(value, spaces);
  const words = wordsFromLeft(rest, Number.MAX_SAFE_INTEGER, spaces);
  if (words.length <= limit) return words;
  let end = rest.length;
  const parts: string[] = [];
  for (const word of words.slice(words.length - limit).reverse()) {
    const at = rest.lastIndexOf(word, end - word.length);
    parts.push(word);
    end = trimEnd(rest.slice(0, at), spaces).length;
  }
  parts.push(rest.slice(0, end));
  return parts.reverse();
}

/** `split()` and `rsplit()` at a separator. */
export function splitAt(value: string, separator: string, limit: number, fromRight: boolean): string[] {
  if (separator === "") raise("ValueError", "empty separator");
  if (fromRight) return splitFromRight(value, separator, limit);
  const parts = value.split(separator);
  if (parts.length - 1 <= limit) return parts;
  return [...parts.slice(0, limit), parts.slice(limit).join(separator)];
}

/** `rsplit()`. Separators may overlap, so those found from the right can be others: `"a___b"` is `"a_"` and `"b"`. */
function splitFromRight(value: string, separator: string, limit: number): string[] {
  const parts: string[] = [];
  let end = value.length;
  while (parts.length < limit) {
    const at = end < separator.length ? -1 : value.lastIndexOf(separator, end - separator.length);
    if (at < 0) break;
    parts.push(value.slice(at + separator.length, end));
    end = at;
  }
  parts.push(value.slice(0, end));
  return parts.reverse();
}

/** `partition()` and `rpartition()`: the parts before and after the separator, `undefined` if it is not there. */
export function partitionAt(value: string, separator: string, last: boolean): readonly [string, string] | undefined {
  if (separator === "") raise("ValueError", "empty separator");
  const at = last ? value.lastIndexOf(separator) : value.indexOf(separator);
  return at < 0 ? undefined : [value.slice(0, at), value.slice(at + separator.length)];
}

/** `splitlines()`, with a pattern for the ends of lines. */
export function splitLines(value: string, ends: RegExp, keepsEnds: boolean): string[] {
  const lines: string[] = [];
  let from = 0;
  for (const match of value.matchAll(ends)) {
    const to = match.index + match[0].length;
    lines.push(value.slice(from, keepsEnds ? to : match.index));
    from = to;
  }
  if (from < value.length) lines.push(value.slice(from));
  return lines;
}

/** `replace()`. */
export function replaceIn(value: string, sought: string, put: string, limit: number): string {
  const parts = sought === "" ? ["", ...codePoints(value), ""] : value.split(sought);
  const changes = Math.min(parts.length - 1, limit);
  reserve(value.length + changes * put.length);
  if (parts.length - 1 <= limit) return parts.join(put);
  const tail = parts.slice(changes);
  return `${parts.slice(0, changes).join(put)}${changes > 0 ? put : ""}${tail.join(sought)}`;
}
