import { characterPosition, codePoints, textLength, unitOffset } from "../protocol/code-points.js";
import { indexOf, smallIndex } from "../protocol/get-item.js";
import { reserve } from "../protocol/run.js";
import { truth } from "../protocol/truth.js";
import { raise } from "../values/py-exception.js";
import { PyList, PyTuple } from "../values/py-list.js";
import { strOf, typeName } from "../values/type-of.js";
import type { Value } from "../values/value.js";

/** The text that a method is called on. */
export const ownText = (self: Value): string =>
  strOf(self) ?? raise("TypeError", `descriptor requires a 'str' object but received a '${typeName(self)}'`);

/** An argument that must be a string. */
export function requiredText(value: Value, what: string): string {
  return strOf(value) ?? raise("TypeError", `${what}, not ${typeName(value)}`);
}

/** White space for `str.isspace` and `str.split`. */
export const textSpaces = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

const leading = new RegExp(`^[${textSpaces}]+`);
const separators = new RegExp(`[${textSpaces}]+`, "g");

/** `strip`, `lstrip` and `rstrip`. */
export function stripText(self: Value, characters: Value, sides: "both" | "left" | "right"): string {
  let result = ownText(self);
  if (characters === null) {
    if (sides !== "right") result = result.replace(leading, "");
    if (sides !== "left") result = trimEnd(result);
    return result;
  }
  const set = new Set(
    codePoints(
      strOf(characters) ?? raise("TypeError", `${sides === "both" ? "" : sides[0]}strip arg must be None or str`),
    ),
  );
  const all = codePoints(result);
  let [start, end] = [0, all.length];
  if (sides !== "right") while (start < end && set.has(all[start] as string)) start++;
  if (sides !== "left") while (end > start && set.has(all[end - 1] as string)) end--;
  return all.slice(start, end).join("");
}

const isSpace = new RegExp(`[${textSpaces}]`);

/** A regular expression that is anchored at the end would be tried at each run of spaces. */
function trimEnd(value: string): string {
  let end = value.length;
  while (end > 0 && isSpace.test(value[end - 1] as string)) end--;
  return value.slice(0, end);
}

/** `start` and `end` of a search, in units; `undefined` where nothing can be found. */
function rangeOf(value: string, start: Value, end: Value): { readonly from: number; readonly to: number } | undefined {
  const length = textLength(value);
  const bound = (index: Value, otherwise: number): number => {
    if (index === null) return otherwise;
    const at =
      indexOf(index) ?? raise("TypeError", "slice indices must be integers or None or have an __index__ method");
    return Math.min(Math.max(Number(at) < 0 ? Number(at) + length : Number(at), 0), Number.MAX_SAFE_INTEGER);
  };
  const from = bound(start, 0);
  const to = Math.min(bound(end, length), length);
  if (from > to || from > length) return undefined;
  return { from: unitOffset(value, from), to: unitOffset(value, to) };
}

/** `find` and `rfind`: a position in characters, or -1. */
export function findText(self: Value, part: Value, start: Value, end: Value, last: boolean): number {
  const value = ownText(self);
  const sought = requiredText(part, "must be str");
  const range = rangeOf(value, start, end);
  if (range === undefined) return -1;
  const within = value.slice(0, range.to);
  const at = last ? within.lastIndexOf(sought) : within.indexOf(sought, range.from);
  return at < range.from ? -1 : characterPosition(value, at);
}

/** `count`. */
export function countText(self: Value, part: Value, start: Value, end: Value): number {
  const value = ownText(self);
  const sought = requiredText(part, "must be str");
  const range = rangeOf(value, start, end);
  if (range === undefined) return 0;
  const within = value.slice(range.from, range.to);
  if (sought === "") return textLength(within) + 1;
  return within.split(sought).length - 1;
}

/** `startswith` and `endswith`. */
export function affixText(
  self: Value,
  parts: Value,
  start: Value,
  end: Value,
  method: "startsWith" | "endsWith",
): boolean {
  const value = ownText(self);
  const range = rangeOf(value, start, end);
  const within = range === undefined ? undefined : value.slice(range.from, range.to);
  const name = method.toLowerCase();
  const test = (part: Value, what: string): boolean => {
    const sought = strOf(part) ?? raise("TypeError", what.replace("%", typeName(part)));
    return within?.[method](sought) ?? false;
  };
  if (parts instanceof PyTuple)
    return parts.items.some((part) => test(part, `tuple for ${name} must only contain str, not %`));
  return test(parts, `${name} first arg must be str or a tuple of str, not %`);
}

/** `split` and `rsplit`. */
export function splitText(self: Value, sep: Value, maxsplit: Value, fromRight: boolean): PyList {
  const value = ownText(self);
  const most = smallIndex(maxsplit);
  const limit = most < 0 ? Number.MAX_SAFE_INTEGER : most;
  if (sep === null) return new PyList(fromRight ? splitSpacesRight(value, limit) : splitSpaces(value, limit));
  const separator = requiredText(sep, "must be str or None");
  if (separator === "") raise("ValueError", "empty separator");
  const parts = value.split(separator);
  if (parts.length - 1 <= limit) return new PyList(parts);
  if (fromRight) {
    const cut = parts.length - limit;
    return new PyList([parts.slice(0, cut).join(separator), ...parts.slice(cut)]);
  }
  return new PyList([...parts.slice(0, limit), parts.slice(limit).join(separator)]);
}

function splitSpaces(value: string, limit: number): string[] {
  const rest = value.replace(leading, "");
  if (rest === "") return [];
  const parts: string[] = [];
  separators.lastIndex = 0;
  let from = 0;
  while (parts.length < limit) {
    separators.lastIndex = from;
    const match = separators.exec(rest);
    if (match === null) break;
    parts.push(rest.slice(from, match.index));
    from = match.index + match[0].length;
    if (from >= rest.length) return parts;
  }
  // The rest keeps its spaces at the end only if the limit stopped the splitting.
  parts.push(parts.length < limit ? rest.slice(from) : trimEnd(rest.slice(from)) === "" ? "" : rest.slice(from));
  return parts.at(-1) === "" ? parts.slice(0, -1) : parts;
}

function splitSpacesRight(value: string, limit: number): string[] {
  const rest = trimEnd(value);
  const words = splitSpaces(rest, Number.MAX_SAFE_INTEGER);
  if (words.length <= limit) return words;
  let end = rest.length;
  const parts: string[] = [];
  for (const word of words.slice(words.length - limit).reverse()) {
    const at = rest.lastIndexOf(word, end - word.length);
    parts.push(word);
    end = trimEnd(rest.slice(0, at)).length;
  }
  parts.push(rest.slice(0, end));
  return parts.reverse();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they end lines for `splitlines`
const lineEnds = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/g;

/** `splitlines`. */
export function splitTextLines(self: Value, keepEnds: Value): PyList {
  const value = ownText(self);
  const lines: string[] = [];
  let from = 0;
  for (const match of value.matchAll(lineEnds)) {
    lines.push(value.slice(from, truth(keepEnds) ? match.index + match[0].length : match.index));
    from = match.index + match[0].length;
  }
  if (from < value.length) lines.push(value.slice(from));
  return new PyList(lines);
}

/** `replace`. */
export function replaceText(self: Value, from: Value, to: Value, most: Value): string {
  const value = ownText(self);
  const sought = requiredText(from, "replace() argument 1 must be str");
  const put = requiredText(to, "replace() argument 2 must be str");
  const limit = smallIndex(most) < 0 ? Number.MAX_SAFE_INTEGER : smallIndex(most);
  const parts = sought === "" ? ["", ...codePoints(value), ""] : value.split(sought);
  const changes = Math.min(parts.length - 1, limit);
  reserve(value.length + changes * put.length);
  if (parts.length - 1 <= limit) return parts.join(put);
  const tail = parts.slice(changes);
  return `${parts.slice(0, changes).join(put)}${changes > 0 ? put : ""}${tail.join(sought)}`;
}

/** `partition` and `rpartition`. */
export function partitionText(self: Value, sep: Value, last: boolean): PyTuple {
  const value = ownText(self);
  const separator = requiredText(sep, "must be str");
  if (separator === "") raise("ValueError", "empty separator");
  const at = last ? value.lastIndexOf(separator) : value.indexOf(separator);
  if (at < 0) return new PyTuple(last ? ["", "", value] : [value, "", ""]);
  return new PyTuple([value.slice(0, at), separator, value.slice(at + separator.length)]);
}
