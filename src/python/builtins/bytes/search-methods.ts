import { bytesOf } from "../../protocol/equality.js";
import { requireIndex, smallIndex } from "../../protocol/get-item.js";
import type { NativeMethod } from "../../values/native-class.js";
import { raise } from "../../values/py-exception.js";
import { PyByteArray, PyList, PyTuple } from "../../values/py-list.js";
import { typeName } from "../../values/type-of.js";
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
} from "../text/split-words.js";
import { like, requiredText, soughtText } from "./latin-text.js";

const spaces = spacesOf("\\t-\\r ");

function find(self: Value, part: Value, start: Value, end: Value, last: boolean): number {
  const text = requiredText(self);
  const sought = soughtText(part);
  const range = searchRange(text.length, start, end);
  if (range === undefined) return -1;
  const within = text.slice(0, range.to);
  const at = last ? within.lastIndexOf(sought) : within.indexOf(sought, range.from);
  return at < range.from ? -1 : at;
}

function count(self: Value, part: Value, start: Value, end: Value): number {
  const text = requiredText(self);
  const sought = soughtText(part);
  const range = searchRange(text.length, start, end);
  if (range === undefined) return 0;
  const within = text.slice(range.from, range.to);
  return countIn(within, sought, within.length);
}

function affix(self: Value, parts: Value, start: Value, end: Value, method: "startsWith" | "endsWith"): boolean {
  const text = requiredText(self);
  const range = searchRange(text.length, start, end);
  const within = range === undefined ? undefined : text.slice(range.from, range.to);
  const test = (part: Value): boolean => within?.[method](requiredText(part)) ?? false;
  if (parts instanceof PyTuple) return parts.items.some(test);
  if (bytesOf(parts) === undefined)
    raise("TypeError", `${method.toLowerCase()} first arg must be bytes or a tuple of bytes, not ${typeName(parts)}`);
  return test(parts);
}

function split(self: Value, sep: Value, most: Value, fromRight: boolean): PyList {
  const text = requiredText(self);
  const limit = limitOf(smallIndex(most));
  const parts =
    sep === null ? splitWords(text, limit, fromRight, spaces) : splitAt(text, requiredText(sep), limit, fromRight);
  return new PyList(parts.map((one) => like(self, one)));
}

function strip(self: Value, characters: Value, sides: "both" | "left" | "right"): Value {
  const text = requiredText(self);
  const set = new Set(characters === null ? "\t\n\v\f\r " : requiredText(characters));
  let [start, end] = [0, text.length];
  if (sides !== "right") while (start < end && set.has(text[start] as string)) start++;
  if (sides !== "left") while (end > start && set.has(text[end - 1] as string)) end--;
  return like(self, text.slice(start, end));
}

function partition(self: Value, sep: Value, last: boolean): PyTuple {
  const text = requiredText(self);
  const separator = requiredText(sep);
  const parts = partitionAt(text, separator, last);
  const empty = like(self, "");
  if (parts === undefined) {
    const whole = self instanceof PyByteArray ? like(self, text) : self;
    return new PyTuple(last ? [empty, empty, whole] : [whole, empty, empty]);
  }
  // The separator of `bytes` is the object that was given, which may be a bytearray.
  const middle = self instanceof PyByteArray ? like(self, separator) : sep;
  return new PyTuple([like(self, parts[0]), middle, like(self, parts[1])]);
}

function replace(self: Value, from: Value, to: Value, most: Value): Value {
  const [text, sought, put] = [requiredText(self), requiredText(from), requiredText(to)];
  return like(self, replaceIn(text, sought, put, limitOf(smallIndex(most))));
}

function removeAffix(self: Value, part: Value, last: boolean): Value {
  const [text, gone] = [requiredText(self), requiredText(part)];
  if (last) return like(self, gone !== "" && text.endsWith(gone) ? text.slice(0, -gone.length) : text);
  return like(self, text.startsWith(gone) ? text.slice(gone.length) : text);
}

const lines = (self: Value, keepEnds: Value): PyList =>
  new PyList(
    splitLines(requiredText(self), /\r\n|[\n\r]/g, requireIndex(keepEnds) !== 0).map((one) => like(self, one)),
  );

const within = "self, sub, start=None, end=None, /";

const found = (at: number): number => (at < 0 ? raise("ValueError", "subsection not found") : at);

/** The methods of `bytes` and `bytearray` that look for bytes, and that split and replace. */
export const searchMethods: Readonly<Record<string, NativeMethod>> = {
  count: [within, count],
  find: [within, (self: Value, part: Value, start: Value, end: Value) => find(self, part, start, end, false)],
  rfind: [within, (self: Value, part: Value, start: Value, end: Value) => find(self, part, start, end, true)],
  index: [within, (self: Value, part: Value, start: Value, end: Value) => found(find(self, part, start, end, false))],
  rindex: [within, (self: Value, part: Value, start: Value, end: Value) => found(find(self, part, start, end, true))],
  startswith: [
    "self, prefix, start=None, end=None, /",
    (self: Value, part: Value, start: Value, end: Value) => affix(self, part, start, end, "startsWith"),
  ],
  endswith: [
    "self, suffix, start=None, end=None, /",
    (self: Value, part: Value, start: Value, end: Value) => affix(self, part, start, end, "endsWith"),
  ],
  split: ["self, sep=None, maxsplit=-1", (self: Value, sep: Value, most: Value) => split(self, sep, most, false)],
  rsplit: ["self, sep=None, maxsplit=-1", (self: Value, sep: Value, most: Value) => split(self, sep, most, true)],
  splitlines: ["self, keepends=False", lines],
  strip: ["self, bytes=None, /", (self: Value, characters: Value) => strip(self, characters, "both")],
  lstrip: ["self, bytes=None, /", (self: Value, characters: Value) => strip(self, characters, "left")],
  rstrip: ["self, bytes=None, /", (self: Value, characters: Value) => strip(self, characters, "right")],
  partition: ["self, sep, /", (self: Value, sep: Value) => partition(self, sep, false)],
  rpartition: ["self, sep, /", (self: Value, sep: Value) => partition(self, sep, true)],
  replace: ["self, old, new, count=-1, /", replace],
  removeprefix: ["self, prefix, /", (self: Value, part: Value) => removeAffix(self, part, false)],
  removesuffix: ["self, suffix, /", (self: Value, part: Value) => removeAffix(self, part, true)],
};
