import { callSpecial } from "../protocol/call.js";
import { codePoints, textLength } from "../protocol/code-points.js";
import { getItem, indexOf } from "../protocol/get-item.js";
import { type Integer, integer, toFloat, truncate } from "../protocol/integers.js";
import { reserve } from "../protocol/run.js";
import { asciiOnly, integerText, repr, text } from "../protocol/text.js";
import { raise } from "../values/py-exception.js";
import { PyFloat } from "../values/py-float.js";
import { PyTuple } from "../values/py-list.js";
import { intOf, strOf, typeName, typeOf } from "../values/type-of.js";
import type { Value } from "../values/value.js";
import { floatDigits } from "./format-integer.js";

interface Conversion {
  readonly left: boolean;
  readonly sign: string;
  readonly zero: boolean;
  readonly alternate: boolean;
  readonly width: number;
  readonly precision: number | undefined;
  readonly type: string;
}

/** What differs between the formats of strings and of bytes, which are given as strings of one character a byte. */
export interface PercentRules {
  readonly kind: "string" | "bytes";
  /** The text of a value for each type that is not a number's. */
  readonly conversions: Readonly<Record<string, (value: Value) => string>>;
  /** The key of a mapping that a name in the template means. */
  readonly key: (name: string) => Value;
  /** Whether a value that has items by key is a mapping, and not the one value of the format. */
  readonly isMapping: (values: Value) => boolean;
  /** How the error begins for a value that is no number. */
  readonly notFloat: string;
}

const stringRules: PercentRules = {
  kind: "string",
  conversions: { s: text, r: repr, a: (value) => asciiOnly(repr(value)), c: characterOf },
  key: (name) => name,
  isMapping: (values) => strOf(values) === undefined,
  notFloat: "must be real number",
};

/** `template % values`. */
export function percentFormat(template: string, values: Value, rules: PercentRules = stringRules): string {
  const args = values instanceof PyTuple ? values.items : [values];
  const isMapping =
    !(values instanceof PyTuple) && rules.isMapping(values) && typeOf(values).lookup("__getitem__") !== undefined;
  let next = 0;
  let usedMapping = false;
  const take = (): Value => {
    if (next >= args.length) raise("TypeError", "not enough arguments for format string");
    return args[next++] as Value;
  };
  let result = "";
  let at = 0;
  for (;;) {
    const from = at;
    at = template.indexOf("%", at);
    if (at < 0) {
      result += template.slice(from);
      break;
    }
    result += template.slice(from, at);
    at++;
    let own: (() => Value) | undefined;
    if (template[at] === "(") {
      const key = keyAt(template, at);
      if (!isMapping) raise("TypeError", "format requires a mapping");
      const value = getItem(values, rules.key(key.text));
      own = () => value;
      usedMapping = true;
      at = key.end;
    }
    const flags = /[-+ #0]*/y;
    flags.lastIndex = at;
    const flag = flags.exec(template)?.[0] ?? "";
    at += flag.length;
    const star = (): number => {
      const value = take();
      if (typeof value !== "number" && typeof value !== "boolean") raise("TypeError", "* wants int");
      return Number(value);
    };
    const digits = (): string => {
      const pattern = /\d*/y;
      pattern.lastIndex = at;
      const found = pattern.exec(template)?.[0] ?? "";
      at += found.length;
      return found;
    };
    let width = 0;
    let left = flag.includes("-");
    if (template[at] === "*") {
      at++;
      width = star();
      if (width < 0) {
        left = true;
        width = -width;
      }
    } else width = Number(digits());
    let precision: number | undefined;
    if (template[at] === ".") {
      at++;
      if (template[at] === "*") {
        at++;
        precision = Math.max(0, star());
      } else precision = Number(digits());
    }
    if (/[hlL]/.test(template[at] ?? "")) at++;
    const type = codePoints(template.slice(at, at + 2))[0];
    if (type === undefined) raise("ValueError", "incomplete format");
    at += type.length;
    reserve(width);
    if (type === "%" && template[at - 2] === "%") {
      result += "%";
      continue;
    }
    if (rules.conversions[type] === undefined && !/^[diouxXeEfFgG]$/.test(type)) {
      if (own === undefined) take();
      if (rules.kind === "bytes" && type > "\x7f") raise("OverflowError", "character argument not in range(0x110000)");
      const position = textLength(template.slice(0, at - type.length));
      const shown = /^[\x20-\x7e]$/.test(type) ? type : "?";
      raise(
        "ValueError",
        `unsupported format character '${shown}' (0x${(type.codePointAt(0) ?? 0).toString(16)}) at index ${position}`,
      );
    }
    const conversion: Conversion = {
      left,
      sign: flag.includes("+") ? "+" : flag.includes(" ") ? " " : "",
      zero: flag.includes("0"),
      alternate: flag.includes("#"),
      width,
      precision,
      type,
    };
    result += convert(own === undefined ? take() : own(), conversion, rules);
    reserve(result.length);
  }
  if (!usedMapping && next < args.length && !(isMapping && next === 0))
    raise("TypeError", `not all arguments converted during ${rules.kind} formatting`);
  return result;
}

function keyAt(template: string, at: number): { readonly text: string; readonly end: number } {
  let depth = 1;
  let end = at + 1;
  for (; end < template.length && depth > 0; end++) {
    if (template[end] === "(") depth++;
    else if (template[end] === ")") depth--;
  }
  if (depth > 0) raise("ValueError", "incomplete format key");
  return { text: template.slice(at + 1, end - 1), end };
}

function convert(value: Value, conversion: Conversion, rules: PercentRules): string {
  const { type, precision } = conversion;
  const textOf = rules.conversions[type];
  if (textOf === undefined)
    return /[eEfFgG]/.test(type) ? floating(value, conversion, rules.notFloat) : whole(value, conversion);
  const made = textOf(value);
  const cut = precision === undefined || type === "c" ? made : codePoints(made).slice(0, precision).join("");
  return align("", cut, { ...conversion, zero: false });
}

function characterOf(value: Value): string {
  const own = strOf(value);
  if (own !== undefined) {
    if (textLength(own) !== 1) raise("TypeError", "%c requires int or char");
    return own;
  }
  const code = indexOf(value);
  if (code === undefined) raise("TypeError", "%c requires int or char");
  if (code < 0 || code > 0x10ffff) raise("OverflowError", "%c arg not in range(0x110000)");
  return String.fromCodePoint(Number(code));
}

function align(sign: string, body: string, conversion: Conversion): string {
  const missing = conversion.width - textLength(sign + body);
  if (missing <= 0) return sign + body;
  if (conversion.left) return sign + body + " ".repeat(missing);
  return conversion.zero ? sign + "0".repeat(missing) + body : " ".repeat(missing) + sign + body;
}

function floating(value: Value, conversion: Conversion, notFloat: string): string {
  const special = value instanceof PyFloat || intOf(value) !== undefined ? undefined : callSpecial(value, "__float__");
  const source = special ?? value;
  const number =
    source instanceof PyFloat
      ? source.value
      : intOf(source) === undefined
        ? undefined
        : toFloat(intOf(source) as Integer);
  if (number === undefined) raise("TypeError", `${notFloat}, not ${typeName(value)}`);
  const isNegative = number < 0 || Object.is(number, -0);
  const digits = floatDigits(Math.abs(number), {
    type: conversion.type.toLowerCase(),
    precision: conversion.precision ?? 6,
    alternate: conversion.alternate,
  });
  const written = /[EFG]/.test(conversion.type) ? digits.toUpperCase() : digits;
  return align(isNegative ? "-" : conversion.sign, written, conversion);
}

function whole(value: Value, conversion: Conversion): string {
  const { type } = conversion;
  const isDecimal = /[diu]/.test(type);
  let number = intOf(value);
  if (number === undefined && isDecimal && value instanceof PyFloat) number = truncate(value.value);
  if (number === undefined && isDecimal) {
    const special = callSpecial(value, "__int__");
    if (special !== undefined && strOf(value) === undefined) number = intOf(special);
  }
  number ??= value instanceof PyFloat ? undefined : indexOf(value);
  if (number === undefined)
    raise(
      "TypeError",
      isDecimal
        ? `%${type} format: a real number is required, not ${typeName(value)}`
        : `%${type} format: an integer is required, not ${typeName(value)}`,
    );
  const isNegative = number < 0;
  const size = isNegative ? -BigInt(number) : BigInt(number);
  const base = type === "o" ? 8 : /[xX]/.test(type) ? 16 : 10;
  let digits = base === 10 ? integerText(integer(size)) : size.toString(base);
  reserve(conversion.precision ?? 0);
  digits = digits.padStart(conversion.precision ?? 0, "0");
  const prefix = !conversion.alternate ? "" : base === 8 ? "0o" : base === 16 ? "0x" : "";
  const sign = isNegative ? "-" : conversion.sign;
  const written = align(sign + prefix, digits, conversion);
  return type === "X" ? written.toUpperCase() : written;
}
