import { percentFormat } from "../format/percent-format.js";
import { callSpecial } from "../protocol/call.js";
import { bytesOf } from "../protocol/equality.js";
import { indexOf, smallIndex } from "../protocol/get-item.js";
import { listOf } from "../protocol/iterate.js";
import { reserve } from "../protocol/run.js";
import { bytearrayClass, bytesClass } from "../values/classes.js";
import { defineMembers, type NativeMethod } from "../values/native-class.js";
import type { PyClass } from "../values/py-class.js";
import { raise } from "../values/py-exception.js";
import { PyObject } from "../values/py-instance.js";
import { PyByteArray, PyList, PyTuple } from "../values/py-list.js";
import { intOf, strOf, typeName } from "../values/type-of.js";
import type { Eval, Value } from "../values/value.js";
import { decodeBytes, encodeText } from "./encode-text.js";

const own = (self: Value): Uint8Array =>
  bytesOf(self) ?? raise("TypeError", `a bytes-like object is required, not '${typeName(self)}'`);

/** Bytes as text of the same length, so that the methods of strings can be used. */
const asText = (bytes: Uint8Array): string => {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};

const asBytes = (text: string): Uint8Array => Uint8Array.from(text, (one) => one.charCodeAt(0));

/** The result has the kind of the value that the method is called on. */
const like = (self: Value, bytes: Uint8Array): Value => (self instanceof PyByteArray ? new PyByteArray(bytes) : bytes);

const required = (value: Value): string => asText(own(value));

/** `bytes(…)`. */
export function* bytesFrom(
  source: Value | undefined,
  encoding: Value | undefined,
  errors: Value | undefined,
): Eval<Uint8Array> {
  const text = source === undefined ? undefined : strOf(source);
  if (encoding !== undefined || errors !== undefined) {
    if (text === undefined) raise("TypeError", "encoding without a string argument");
    return encodeText(text, strOf(encoding ?? "utf-8") ?? "", strOf(errors ?? "strict") ?? "");
  }
  if (source === undefined) return new Uint8Array(0);
  if (text !== undefined) raise("TypeError", "string argument without an encoding");
  const bytes = bytesOf(source);
  if (bytes !== undefined) return bytes.slice();
  const special = callSpecial(source, "__bytes__");
  if (special !== undefined) return own(special);
  const count = indexOf(source);
  if (count !== undefined) {
    if (count < 0) raise("ValueError", "negative count");
    reserve(Number(count));
    return new Uint8Array(Number(count));
  }
  const items = yield* listOf(source);
  return Uint8Array.from(items, (item) => {
    const byte = indexOf(item);
    if (byte === undefined) raise("TypeError", `'${typeName(item)}' object cannot be interpreted as an integer`);
    if (byte < 0 || byte > 255) raise("ValueError", "bytes must be in range(0, 256)");
    return Number(byte);
  });
}

const makeBytes = (cls: PyClass, bytes: Uint8Array): Value => (cls === bytesClass ? bytes : new PyObject(cls, bytes));

function find(self: Value, part: Value, start: Value, end: Value, last: boolean): number {
  const text = asText(own(self));
  const byte = intOf(part);
  const sought = byte === undefined ? required(part) : String.fromCharCode(Number(byte));
  const at = (value: Value, otherwise: number): number => {
    if (value === null) return otherwise;
    const whole = smallIndex(value);
    return Math.max(0, whole < 0 ? whole + text.length : whole);
  };
  const [from, to] = [at(start, 0), Math.min(at(end, text.length), text.length)];
  if (from > to) return -1;
  const within = text.slice(0, to);
  const found = last ? within.lastIndexOf(sought) : within.indexOf(sought, from);
  return found < from ? -1 : found;
}

function affix(self: Value, parts: Value, method: "startsWith" | "endsWith"): boolean {
  const text = asText(own(self));
  const all = parts instanceof PyTuple ? parts.items : [parts];
  return all.some((one) => {
    const part = bytesOf(one);
    if (part === undefined)
      raise("TypeError", `${method.toLowerCase()} first arg must be bytes or a tuple of bytes, not ${typeName(one)}`);
    return text[method](asText(part));
  });
}

function split(self: Value, sep: Value, most: Value): PyList {
  const text = asText(own(self));
  const limit = smallIndex(most) < 0 ? Number.MAX_SAFE_INTEGER : smallIndex(most);
  let parts: string[];
  if (sep === null) {
    const rest = text.replace(/^[\t-\r ]+/, "");
    parts = rest.split(/[\t-\r ]+/).filter((one) => one !== "");
    if (parts.length - 1 > limit) {
      const pattern = new RegExp(`^((?:[^\\t-\\r ]+[\\t-\\r ]+){${limit}})([^]*)$`);
      const match = pattern.exec(rest);
      parts = [...(match?.[1] ?? "").split(/[\t-\r ]+/).filter((one) => one !== ""), match?.[2] ?? ""];
    }
  } else {
    const separator = required(sep);
    if (separator === "") raise("ValueError", "empty separator");
    parts = text.split(separator);
    if (parts.length - 1 > limit) parts = [...parts.slice(0, limit), parts.slice(limit).join(separator)];
  }
  return new PyList(parts.map((one) => like(self, asBytes(one))));
}

function strip(self: Value, characters: Value, left: boolean, right: boolean): Value {
  const bytes = own(self);
  const set = new Set(characters === null ? [9, 10, 11, 12, 13, 32] : own(characters));
  let [start, end] = [0, bytes.length];
  if (left) while (start < end && set.has(bytes[start] as number)) start++;
  if (right) while (end > start && set.has(bytes[end - 1] as number)) end--;
  return like(self, bytes.slice(start, end));
}

function hexOf(self: Value, sep: Value): string {
  const digits = [...own(self)].map((byte) => byte.toString(16).padStart(2, "0"));
  const separator = sep === null ? "" : (strOf(sep) ?? asText(own(sep)));
  return digits.join(separator);
}

function fromHex(text: string): Uint8Array {
  // Spaces are allowed between bytes, not within one.
  const known = /^\s*(?:[0-9a-fA-F]{2}\s*)*/.exec(text)?.[0].length ?? 0;
  if (known < text.length) {
    const at = /[0-9a-fA-F]/.test(text[known] ?? "") ? known + 1 : known;
    raise("ValueError", `non-hexadecimal number found in fromhex() arg at position ${at}`);
  }
  const digits = text.replace(/\s+/g, "");
  return Uint8Array.from({ length: digits.length / 2 }, (_, index) =>
    Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16),
  );
}

/** `template % values`: bytes among the values are written as they are. */
function percent(self: Value, values: Value): Value {
  const written = (value: Value): Value => {
    if (strOf(value) !== undefined)
      raise(
        "TypeError",
        `%b requires a bytes-like object, or an object that implements __bytes__, not '${typeName(value)}'`,
      );
    const bytes = bytesOf(value);
    return bytes === undefined ? value : asText(bytes);
  };
  // Bytes are one value, which a format would treat as a mapping.
  const given = bytesOf(values) === undefined ? values : new PyTuple([values]);
  return like(self, asBytes(percentFormat(asText(own(self)), given, "bytes", written)));
}

const shared: Readonly<Record<string, NativeMethod>> = {
  __mod__: ["self, values, /", percent],
  count: [
    "self, sub, start=None, end=None, /",
    (self: Value, part: Value) => {
      const sought = intOf(part) === undefined ? required(part) : String.fromCharCode(Number(intOf(part)));
      return sought === "" ? own(self).length + 1 : asText(own(self)).split(sought).length - 1;
    },
  ],
  decode: [
    "self, encoding='utf-8', errors='strict'",
    (self: Value, encoding: Value, errors: Value) => decodeBytes(own(self), strOf(encoding) ?? "", strOf(errors) ?? ""),
  ],
  endswith: ["self, suffix, /", (self: Value, part: Value) => affix(self, part, "endsWith")],
  startswith: ["self, prefix, /", (self: Value, part: Value) => affix(self, part, "startsWith")],
  find: [
    "self, sub, start=None, end=None, /",
    (self: Value, part: Value, start: Value, end: Value) => find(self, part, start, end, false),
  ],
  rfind: [
    "self, sub, start=None, end=None, /",
    (self: Value, part: Value, start: Value, end: Value) => find(self, part, start, end, true),
  ],
  index: [
    "self, sub, start=None, end=None, /",
    (self: Value, part: Value, start: Value, end: Value) => {
      const at = find(self, part, start, end, false);
      return at < 0 ? raise("ValueError", "subsection not found") : at;
    },
  ],
  hex: ["self, sep=None, /", hexOf],
  join: [
    "self, iterable, /",
    function* (self: Value, iterable: Value): Eval {
      const parts = (yield* listOf(iterable)).map(
        (one, index) =>
          bytesOf(one) ??
          raise("TypeError", `sequence item ${index}: expected a bytes-like object, ${typeName(one)} found`),
      );
      const joined = asBytes(parts.map(asText).join(asText(own(self))));
      reserve(joined.length);
      return like(self, joined);
    },
  ],
  lower: [
    "self, /",
    (self: Value) => like(self, asBytes(asText(own(self)).replace(/[A-Z]/g, (one) => one.toLowerCase()))),
  ],
  upper: [
    "self, /",
    (self: Value) => like(self, asBytes(asText(own(self)).replace(/[a-z]/g, (one) => one.toUpperCase()))),
  ],
  lstrip: ["self, chars=None, /", (self: Value, characters: Value) => strip(self, characters, true, false)],
  rstrip: ["self, chars=None, /", (self: Value, characters: Value) => strip(self, characters, false, true)],
  strip: ["self, chars=None, /", (self: Value, characters: Value) => strip(self, characters, true, true)],
  replace: [
    "self, old, new, count=-1, /",
    (self: Value, from: Value, to: Value, most: Value) => {
      const [text, sought, put] = [asText(own(self)), required(from), required(to)];
      const limit = smallIndex(most) < 0 ? Number.MAX_SAFE_INTEGER : smallIndex(most);
      const parts = sought === "" ? ["", ...text, ""] : text.split(sought);
      reserve(text.length + Math.min(parts.length - 1, limit) * put.length);
      if (parts.length - 1 <= limit) return like(self, asBytes(parts.join(put)));
      return like(
        self,
        asBytes(`${parts.slice(0, limit).join(put)}${limit > 0 ? put : ""}${parts.slice(limit).join(sought)}`),
      );
    },
  ],
  split: ["self, sep=None, maxsplit=-1", split],
  isdigit: ["self, /", (self: Value) => /^\d+$/.test(asText(own(self)))],
  isalpha: ["self, /", (self: Value) => /^[A-Za-z]+$/.test(asText(own(self)))],
  isalnum: ["self, /", (self: Value) => /^[A-Za-z0-9]+$/.test(asText(own(self)))],
  isascii: ["self, /", (self: Value) => own(self).every((byte) => byte < 128)],
};

/** `bytes` and `bytearray`. */
export function installBytesTypes(): void {
  for (const type of [bytesClass, bytearrayClass]) defineMembers(type, { methods: shared });
  defineMembers(bytesClass, {
    methods: {
      __new__: [
        "cls, source=..., encoding=..., errors=...",
        function* (
          cls: PyClass,
          source: Value | undefined,
          encoding: Value | undefined,
          errors: Value | undefined,
        ): Eval {
          return makeBytes(cls, yield* bytesFrom(source, encoding, errors));
        },
      ],
    },
    classMethods: {
      fromhex: ["cls, string, /", (cls: PyClass, text: Value) => makeBytes(cls, fromHex(strOf(text) ?? ""))],
    },
  });
  defineMembers(bytearrayClass, {
    methods: {
      __new__: [
        "cls, source=..., encoding=..., errors=...",
        function* (
          cls: PyClass,
          source: Value | undefined,
          encoding: Value | undefined,
          errors: Value | undefined,
        ): Eval {
          return new PyByteArray(yield* bytesFrom(source, encoding, errors), cls);
        },
      ],
      __init__: ["self, /, *args, **kwargs", () => null],
      append: [
        "self, item, /",
        (self: PyByteArray, item: Value) => {
          self.bytes = Uint8Array.from([...self.bytes, smallIndex(item)]);
          return null;
        },
      ],
      extend: [
        "self, items, /",
        function* (self: PyByteArray, items: Value): Eval {
          self.bytes = Uint8Array.from([...self.bytes, ...((yield* listOf(items)) as number[])]);
          return null;
        },
      ],
    },
    classMethods: {
      fromhex: ["cls, string, /", (cls: PyClass, text: Value) => new PyByteArray(fromHex(strOf(text) ?? ""), cls)],
    },
  });
}
