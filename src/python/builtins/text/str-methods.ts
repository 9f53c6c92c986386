import { braceFormat } from "../../format/brace-format.js";
import { percentFormat } from "../../format/percent-format.js";
import { codePoints, textLength } from "../../protocol/code-points.js";
import { dictGet, dictSet } from "../../protocol/dict-set.js";
import { bytesOf } from "../../protocol/equality.js";
import { getItem, smallIndex } from "../../protocol/get-item.js";
import { isIterable, isRaised, listOf } from "../../protocol/iterate.js";
import { reserve } from "../../protocol/run.js";
import { isPrintable, text } from "../../protocol/text.js";
import { strClass } from "../../values/classes.js";
import { defineMembers } from "../../values/native-class.js";
import type { PyClass } from "../../values/py-class.js";
import { PyDict } from "../../values/py-dict.js";
import { raise } from "../../values/py-exception.js";
import { PyObject } from "../../values/py-instance.js";
import { notImplementedSingleton } from "../../values/singletons.js";
import { intOf, strOf, typeName } from "../../values/type-of.js";
import type { Eval, Keywords, Value } from "../../values/value.js";
import { decodeBytes, encodeText } from "./encode-text.js";
import { expandTabs, padText, zeroFill } from "./pad-text.js";
import { foldCase, isTitleCase, isUpperCase, swapCase, titleCase, titledCase } from "./text-case.js";
import {
  affixText,
  countText,
  findText,
  ownText,
  partitionText,
  replaceText,
  requiredText,
  splitText,
  splitTextLines,
  stripText,
  textSpaces,
} from "./text-search.js";

const every =
  (pattern: RegExp) =>
  (self: Value): boolean => {
    const value = ownText(self);
    return value !== "" && codePoints(value).every((character) => pattern.test(character));
  };

const decimal = /\p{Nd}/u;
const digit = /[\p{Nd}²³¹⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽⓿❶-❾➀-➈➊-➒]/u;
const numeric = /[\p{N}一二三四五六七八九十百千万億兆零〇]/u;

function padded(self: Value, width: Value, fill: Value, side: "left" | "right" | "both"): string {
  const value = ownText(self);
  const filler =
    strOf(fill) ?? raise("TypeError", `The fill character must be a unicode character, not ${typeName(fill)}`);
  if (textLength(filler) !== 1) raise("TypeError", "The fill character must be exactly one character long");
  return padText(value, textLength(value), smallIndex(width), filler, side);
}

function* join(self: Value, iterable: Value): Eval {
  const separator = ownText(self);
  if (!isIterable(iterable)) raise("TypeError", "can only join an iterable");
  const parts = yield* listOf(iterable);
  let length = 0;
  const texts = parts.map((part, index) => {
    const one =
      strOf(part) ?? raise("TypeError", `sequence item ${index}: expected str instance, ${typeName(part)} found`);
    length += one.length + separator.length;
    return one;
  });
  reserve(length);
  return texts.join(separator);
}

function makeTranslation(x: Value, y: Value | undefined, z: Value | undefined): PyDict {
  const table = new PyDict();
  if (y === undefined) {
    if (!(x instanceof PyDict)) raise("TypeError", "if you give only one argument to maketrans it must be a dict");
    for (const { key, value } of x.map.values()) {
      const character = strOf(key);
      if (character !== undefined && textLength(character) !== 1)
        raise("ValueError", "string keys in translate table must be of length 1");
      dictSet(table, character === undefined ? key : (character.codePointAt(0) as number), value);
    }
    return table;
  }
  const [from, to] = [
    codePoints(requiredText(x, "first maketrans argument must be a string if there is a second argument")),
    codePoints(requiredText(y, "maketrans() argument 2 must be str")),
  ];
  if (from.length !== to.length) raise("ValueError", "the first two maketrans arguments must have equal length");
  for (const [index, character] of from.entries())
    dictSet(table, character.codePointAt(0) as number, (to[index] as string).codePointAt(0) as number);
  for (const character of z === undefined ? [] : codePoints(requiredText(z, "maketrans() argument 3 must be str")))
    dictSet(table, character.codePointAt(0) as number, null);
  return table;
}

function translate(self: Value, table: Value): string {
  let result = "";
  for (const character of ownText(self)) {
    let to: Value | undefined;
    const code = character.codePointAt(0) as number;
    if (table instanceof PyDict && table.pyClass.isNative) to = dictGet(table, code);
    else
      try {
        to = getItem(table, code);
      } catch (error) {
        if (!isRaised(error, "LookupError")) throw error;
      }
    if (to === undefined) result += character;
    else if (to !== null) {
      const whole = intOf(to);
      result +=
        whole === undefined
          ? (strOf(to) ?? raise("TypeError", "character mapping must return integer, None or str"))
          : String.fromCodePoint(Number(whole));
    }
    reserve(result.length);
  }
  return result;
}

function newStr(
  cls: PyClass,
  object: Value | undefined,
  encoding: Value | undefined,
  errors: Value | undefined,
): Value {
  let value = "";
  if (encoding !== undefined || errors !== undefined) {
    const bytes = bytesOf(object);
    if (bytes === undefined)
      raise(
        "TypeError",
        strOf(object) === undefined
          ? `decoding to str: need a bytes-like object, ${typeName(object)} found`
          : "decoding str is not supported",
      );
    value = decodeBytes(bytes, strOf(encoding ?? null) ?? "utf-8", strOf(errors ?? null) ?? "strict");
  } else if (object !== undefined) value = text(object);
  return cls === strClass ? value : new PyObject(cls, value);
}

/** `str` and its methods. */
export function installStrMethods(): void {
  const simple = (change: (value: string) => Value) => (self: Value) => change(ownText(self));
  defineMembers(strClass, {
    methods: {
      __new__: ["cls, object=..., encoding=..., errors=...", newStr],
      __mod__: ["self, args, /", (self: Value, args: Value) => percentFormat(ownText(self), args)],
      __rmod__: [
        "self, template, /",
        (self: Value, template: Value) =>
          strOf(template) === undefined ? notImplementedSingleton : percentFormat(ownText(template), self),
      ],
      capitalize: [
        "self, /",
        simple((value) =>
          value === ""
            ? ""
            : titledCase(codePoints(value)[0] as string) + codePoints(value).slice(1).join("").toLowerCase(),
        ),
      ],
      casefold: ["self, /", simple(foldCase)],
      center: [
        "self, width, fillchar=' ', /",
        (self: Value, width: Value, fill: Value) => padded(self, width, fill, "both"),
      ],
      count: ["self, sub, start=None, end=None, /", countText],
      encode: [
        "self, encoding='utf-8', errors='strict'",
        (self: Value, encoding: Value, errors: Value) =>
          encodeText(
            ownText(self),
            requiredText(encoding, "encode() argument 'encoding' must be str"),
            requiredText(errors, "encode() argument 'errors' must be str"),
          ),
      ],
      endswith: [
        "self, suffix, start=None, end=None, /",
        (self: Value, part: Value, start: Value, end: Value) => affixText(self, part, start, end, "endsWith"),
      ],
      expandtabs: ["self, tabsize=8", (self: Value, size: Value) => expandTabs(ownText(self), smallIndex(size))],
      find: [
        "self, sub, start=None, end=None, /",
        (self: Value, part: Value, start: Value, end: Value) => findText(self, part, start, end, false),
      ],
      format: [
        "self, /, *args, **kwargs",
        (self: Value, args: readonly Value[], kwargs: Keywords) =>
          braceFormat(ownText(self), args, (name) => kwargs.get(name)),
      ],
      format_map: [
        "self, mapping, /",
        (self: Value, mapping: Value) => braceFormat(ownText(self), undefined, (name) => getItem(mapping, name)),
      ],
      index: [
        "self, sub, start=None, end=None, /",
        (self: Value, part: Value, start: Value, end: Value) => {
          const at = findText(self, part, start, end, false);
          return at < 0 ? raise("ValueError", "substring not found") : at;
        },
      ],
      isalnum: ["self, /", every(/[\p{L}\p{N}]/u)],
      isalpha: ["self, /", every(/\p{L}/u)],
      isascii: ["self, /", simple((value) => !/[^\0-\x7f]/.test(value))],
      isdecimal: ["self, /", every(decimal)],
      isdigit: ["self, /", every(digit)],
      isidentifier: ["self, /", simple((value) => /^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(value))],
      islower: ["self, /", simple((value) => /\p{Lowercase}/u.test(value) && !codePoints(value).some(isUpperCase))],
      isnumeric: ["self, /", every(numeric)],
      isprintable: ["self, /", simple((value) => codePoints(value).every(isPrintable))],
      isspace: ["self, /", simple((value) => value !== "" && new RegExp(`^[${textSpaces}]+$`).test(value))],
      istitle: ["self, /", simple(isTitleCase)],
      isupper: ["self, /", simple((value) => /\p{Uppercase}/u.test(value) && !/[\p{Lowercase}\p{Lt}]/u.test(value))],
      join: ["self, iterable, /", join],
      ljust: [
        "self, width, fillchar=' ', /",
        (self: Value, width: Value, fill: Value) => padded(self, width, fill, "right"),
      ],
      lower: ["self, /", simple((value) => value.toLowerCase())],
      lstrip: ["self, chars=None, /", (self: Value, characters: Value) => stripText(self, characters, "left")],
      partition: ["self, sep, /", (self: Value, sep: Value) => partitionText(self, sep, false)],
      removeprefix: [
        "self, prefix, /",
        (self: Value, prefix: Value) => {
          const [value, part] = [ownText(self), requiredText(prefix, "removeprefix() argument must be str")];
          return value.startsWith(part) ? value.slice(part.length) : value;
        },
      ],
      removesuffix: [
        "self, suffix, /",
        (self: Value, suffix: Value) => {
          const [value, part] = [ownText(self), requiredText(suffix, "removesuffix() argument must be str")];
          return part !== "" && value.endsWith(part) ? value.slice(0, -part.length) : value;
        },
      ],
      replace: ["self, old, new, count=-1, /", replaceText],
      rfind: [
        "self, sub, start=None, end=None, /",
        (self: Value, part: Value, start: Value, end: Value) => findText(self, part, start, end, true),
      ],
      rindex: [
        "self, sub, start=None, end=None, /",
        (self: Value, part: Value, start: Value, end: Value) => {
          const at = findText(self, part, start, end, true);
          return at < 0 ? raise("ValueError", "substring not found") : at;
        },
      ],
      rjust: [
        "self, width, fillchar=' ', /",
        (self: Value, width: Value, fill: Value) => padded(self, width, fill, "left"),
      ],
      rpartition: ["self, sep, /", (self: Value, sep: Value) => partitionText(self, sep, true)],
      rsplit: [
        "self, sep=None, maxsplit=-1",
        (self: Value, sep: Value, most: Value) => splitText(self, sep, most, true),
      ],
      rstrip: ["self, chars=None, /", (self: Value, characters: Value) => stripText(self, characters, "right")],
      split: [
        "self, sep=None, maxsplit=-1",
        (self: Value, sep: Value, most: Value) => splitText(self, sep, most, false),
      ],
      splitlines: ["self, keepends=False", splitTextLines],
      startswith: [
        "self, prefix, start=None, end=None, /",
        (self: Value, part: Value, start: Value, end: Value) => affixText(self, part, start, end, "startsWith"),
      ],
      strip: ["self, chars=None, /", (self: Value, characters: Value) => stripText(self, characters, "both")],
      swapcase: ["self, /", simple(swapCase)],
      title: ["self, /", simple(titleCase)],
      translate: ["self, table, /", translate],
      upper: ["self, /", simple((value) => value.toUpperCase())],
      zfill: [
        "self, width, /",
        (self: Value, width: Value) => zeroFill(ownText(self), textLength(ownText(self)), smallIndex(width)),
      ],
    },
    staticMethods: { maketrans: ["x, y=..., z=..., /", makeTranslation] },
  });
}
