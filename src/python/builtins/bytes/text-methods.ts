import { bytesOf } from "../../protocol/equality.js";
import { lengthOf, smallIndex } from "../../protocol/get-item.js";
import { isIterable, listOf } from "../../protocol/iterate.js";
import { reserve } from "../../protocol/run.js";
import type { NativeMethod } from "../../values/native-class.js";
import { raise } from "../../values/py-exception.js";
import { strOf, typeName } from "../../values/type-of.js";
import type { Eval, Value } from "../../values/value.js";
import { decodeBytes } from "../text/encode-text.js";
import { expandTabs, padText, zeroFill } from "../text/pad-text.js";
import { isTitleCase } from "../text/text-case.js";
import { latinText, like, requiredBytes, requiredText } from "./latin-text.js";

/** The letters are those of ASCII. */
const lower = (text: string): string => text.replace(/[A-Z]+/g, (one) => one.toLowerCase());
const upper = (text: string): string => text.replace(/[a-z]+/g, (one) => one.toUpperCase());
const swapped = (text: string): string =>
  text.replace(/[a-z]+|[A-Z]+/g, (one) => (one < "a" ? lower(one) : upper(one)));
const capitalized = (text: string): string => upper(text.slice(0, 1)) + lower(text.slice(1));
const titled = (text: string): string => text.replace(/[A-Za-z]+/g, capitalized);

const changed = (how: (text: string) => string): NativeMethod => [
  "self, /",
  (self: Value) => like(self, how(requiredText(self))),
];

const matches = (pattern: RegExp): NativeMethod => ["self, /", (self: Value) => pattern.test(requiredText(self))];

const hasOnlyCase = (own: RegExp, other: RegExp): NativeMethod => [
  "self, /",
  (self: Value) => own.test(requiredText(self)) && !other.test(requiredText(self)),
];

/** Bytes beyond ASCII are no letters. */
const asciiOf = (self: Value): string => requiredText(self).replace(/[^\0-\x7f]/g, "\0");

/** An argument of `encode` or `decode` that must be a string. */
export const codecArgument = (value: Value, method: string, name: "encoding" | "errors"): string =>
  strOf(value) ?? raise("TypeError", `${method}() argument '${name}' must be str, not ${typeName(value)}`);

function padded(name: string, side: "left" | "right" | "both"): NativeMethod {
  return [
    "self, width, fillchar=..., /",
    (self: Value, width: Value, fill: Value | undefined) => {
      const size = smallIndex(width);
      const filler = fill === undefined ? undefined : bytesOf(fill);
      if (fill !== undefined && filler?.length !== 1)
        raise("TypeError", `${name}() argument 2 must be a byte string of length 1, not ${typeName(fill)}`);
      const text = requiredText(self);
      return like(self, padText(text, text.length, size, filler === undefined ? " " : latinText(filler), side));
    },
  ];
}

function* join(self: Value, iterable: Value): Eval {
  if (!isIterable(iterable)) raise("TypeError", "can only join an iterable");
  const parts = (yield* listOf(iterable)).map(
    (one, index) =>
      bytesOf(one) ??
      raise("TypeError", `sequence item ${index}: expected a bytes-like object, ${typeName(one)} found`),
  );
  const joined = parts.map(latinText).join(requiredText(self));
  reserve(joined.length);
  return like(self, joined);
}

function hexOf(self: Value, sep: Value | undefined, perSep: Value): string {
  const digits = [...requiredBytes(self)].map((byte) => byte.toString(16).padStart(2, "0"));
  if (sep === undefined) return digits.join("");
  if (lengthOf(sep) !== 1) raise("ValueError", "sep must be length 1.");
  const bytes = bytesOf(sep);
  const separator =
    strOf(sep) ?? (bytes === undefined ? raise("TypeError", "sep must be str or bytes.") : latinText(bytes));
  if (separator > "\x7f") raise("ValueError", "sep must be ASCII.");
  const size = smallIndex(perSep);
  // Groups are counted from the right; those of a negative size from the left.
  const first = size > 0 ? digits.length % size : 0;
  return digits
    .map((one, index) => (index > 0 && size !== 0 && (index - first) % size === 0 ? separator + one : one))
    .join("");
}

/** `bytes.fromhex`. */
export function fromHex(value: Value): Uint8Array {
  const text = strOf(value) ?? raise("TypeError", `fromhex() argument must be str, not ${typeName(value)}`);
  // Spaces are allowed between bytes, not within one.
  const known = /^[\t-\r ]*(?:[0-9a-fA-F]{2}[\t-\r ]*)*/.exec(text)?.[0].length ?? 0;
  if (known < text.length) {
    const at = /[0-9a-fA-F]/.test(text[known] ?? "") ? known + 1 : known;
    raise("ValueError", `non-hexadecimal number found in fromhex() arg at position ${at}`);
  }
  const digits = text.replace(/\s+/g, "");
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16),
  );
}

/** `bytes.maketrans`. */
export function byteTable(from: Value, to: Value): Uint8Array {
  const [sought, put] = [requiredBytes(from), requiredBytes(to)];
  if (sought.length !== put.length) raise("ValueError", "maketrans arguments must have same length");
  const table = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  for (const [index, byte] of sought.entries()) table[byte] = put[index] as number;
  return table;
}

function translate(self: Value, table: Value, gone: Value | undefined): Value {
  const map = table === null ? undefined : requiredBytes(table);
  if (map !== undefined && map.length !== 256) raise("ValueError", "translation table must be 256 characters long");
  const without = new Set(gone === undefined ? [] : requiredBytes(gone));
  const kept = requiredBytes(self).filter((byte) => !without.has(byte));
  return like(self, latinText(map === undefined ? kept : kept.map((byte) => map[byte] as number)));
}

/** The methods of `bytes` and `bytearray` that change letters and lay out text, and those that ask about it. */
export const textMethods: Readonly<Record<string, NativeMethod>> = {
  capitalize: changed(capitalized),
  center: padded("center", "both"),
  decode: [
    "self, encoding='utf-8', errors='strict'",
    (self: Value, encoding: Value, errors: Value) =>
      decodeBytes(
        requiredBytes(self),
        codecArgument(encoding, "decode", "encoding"),
        codecArgument(errors, "decode", "errors"),
      ),
  ],
  expandtabs: [
    "self, tabsize=8",
    (self: Value, size: Value) => like(self, expandTabs(requiredText(self), smallIndex(size))),
  ],
  hex: ["self, sep=..., bytes_per_sep=1", hexOf],
  isalnum: matches(/^[A-Za-z0-9]+$/),
  isalpha: matches(/^[A-Za-z]+$/),
  isascii: ["self, /", (self: Value) => requiredBytes(self).every((byte) => byte < 128)],
  isdigit: matches(/^[0-9]+$/),
  islower: hasOnlyCase(/[a-z]/, /[A-Z]/),
  isspace: matches(/^[\t-\r ]+$/),
  istitle: ["self, /", (self: Value) => isTitleCase(asciiOf(self))],
  isupper: hasOnlyCase(/[A-Z]/, /[a-z]/),
  join: ["self, iterable_of_bytes, /", join],
  ljust: padded("ljust", "right"),
  lower: changed(lower),
  rjust: padded("rjust", "left"),
  swapcase: changed(swapped),
  title: changed(titled),
  translate: ["self, table, /, delete=...", translate],
  upper: changed(upper),
  zfill: [
    "self, width, /",
    (self: Value, width: Value) => {
      const text = requiredText(self);
      return like(self, zeroFill(text, text.length, smallIndex(width)));
    },
  ],
};
