import { characterPosition, codePoints, textLength, unitOffset } from "../../protocol/code-points.js";
import { smallIndex } from "../../protocol/get-item.js";
import { truth } from "../../protocol/truth.js";
import { raise } from "../../values/py-exception.js";
import { PyList, PyTuple } from "../../values/py-list.js";
import { strOf, typeName } from "../../values/type-of.js";
import type { Value } from "../../values/value.js";
import {
  countIn,
  limitOf,
  partitionAt,
  replaceIn,
  searchRange,
  spacesOf,
  splitAt,
  splitLines,
  splitWords,
  trimEnd,
} from "./split-words.js";

/** The text that a method is called on. */
export const ownText = (self: Value): string =>
  strOf(self) ?? raise("TypeError", `descriptor requires a 'str' object but received a '${typeName(self)}'`);

/** An argument that must be a string. */
export function requiredText(value: Value, what: string): string {
  return strOf(value) ?? raise("TypeError", `${what}, not ${typeName(value)}`);
}

/** White space for `str.isspace` and `str.split`. */
export const textSpaces = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

const spaces = spacesOf(textSpaces);

/** `strip`, `lstrip` and `rstrip`. */
export function stripText(self: Value, characters: Value, sides: "both" | "left" | "right"): string {
  let result = ownText(self);
  if (characters === null) {
    if (sides !== "right") result = result.replace(spaces.leading, "");
    if (sides !== "left") result = trimEnd(result, spaces);
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

/** `start` and `end` of a search, in units; `undefined` where nothing can be found. */
function rangeOf(value: string, start: Value, end: Value): { readonly from: number; readonly to: number } | undefined {
  const range = searchRange(textLength(value), start, end);
  return range === undefined ? undefined : { from: unitOffset(value, range.from), to: unitOffset(value, range.to) };
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
  return countIn(within, sought, textLength(within));
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
  const limit = limitOf(smallIndex(maxsplit));
  if (sep === null) return new PyList(splitWords(value, limit, fromRight, spaces));
  return new PyList(splitAt(value, requiredText(sep, "must be str or None"), limit, fromRight));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they end lines for `splitlines`
const lineEnds = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/g;

/** `splitlines`. */
export const splitTextLines = (self: Value, keepEnds: Value): PyList =>
  new PyList(splitLines(ownText(self), lineEnds, truth(keepEnds)));

/** `replace`. */
export function replaceText(self: Value, from: Value, to: Value, most: Value): string {
  const value = ownText(self);
  const sought = requiredText(from, "replace() argument 1 must be str");
  const put = requiredText(to, "replace() argument 2 must be str");
  return replaceIn(value, sought, put, limitOf(smallIndex(most)));
}

/** `partition` and `rpartition`. */
export function partitionText(self: Value, sep: Value, last: boolean): PyTuple {
  const value = ownText(self);
  const separator = requiredText(sep, "must be str");
  const parts = partitionAt(value, separator, last);
  if (parts === undefined) return new PyTuple(last ? ["", "", value] : [value, "", ""]);
  return new PyTuple([parts[0], separator, parts[1]]);
}
