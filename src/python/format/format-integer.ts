import { withoutTrailing } from "../../support/strip.js";
import { textLength } from "../protocol/code-points.js";
import { floatText } from "../protocol/float-text.js";
import { type Integer, integer, toFloat } from "../protocol/integers.js";
import { reserve } from "../protocol/run.js";
import { integerText } from "../protocol/text.js";
import { raise } from "../values/py-exception.js";
import { exponentDigits, fixedDigits } from "./fixed-digits.js";
import { type FormatSpec, parseFormatSpec } from "./format-spec.js";

/** Puts separators between groups of digits; with a width it first pads with zeros, which are grouped as well. */
function group(digits: string, spec: FormatSpec, size: number, room: number): string {
  const separator = spec.grouping;
  const padded = (count: number): string => digits.padStart(count, "0");
  const join = (text: string): string => {
    if (separator === "") return text;
    const parts: string[] = [];
    const first = text.length % size;
    if (first > 0) parts.push(text.slice(0, first));
    for (let at = first; at < text.length; at += size) parts.push(text.slice(at, at + size));
    return parts.join(separator);
  };
  if (room <= 0) return join(digits);
  if (separator === "") return padded(room);
  // As many digits as fill the width with their separators; a separator never comes first.
  let count = Math.max(digits.length, Math.floor((room * size) / (size + 1)) - 1);
  while (count + Math.floor((count - 1) / size) < room) count++;
  return join(padded(count));
}

/** Sign, digits and suffix, aligned to the width. */
function assemble(sign: string, prefix: string, whole: string, rest: string, spec: FormatSpec, size: number): string {
  reserve(spec.width);
  const align = spec.align === "" ? (spec.zero ? "=" : ">") : spec.align;
  const zeros = align === "=" && spec.fill === "0";
  const digits = group(whole, spec, size, zeros ? spec.width - sign.length - prefix.length - rest.length : 0);
  const body = digits + rest;
  const missing = spec.width - textLength(sign + prefix + body);
  if (missing <= 0) return sign + prefix + body;
  const fill = (count: number): string => spec.fill.repeat(count);
  switch (align) {
    case "<":
      return sign + prefix + body + fill(missing);
    case "^":
      return fill(Math.floor(missing / 2)) + sign + prefix + body + fill(missing - Math.floor(missing / 2));
    case "=":
      return sign + prefix + fill(missing) + body;
    default:
      return fill(missing) + sign + prefix + body;
  }
}

const signOf = (isNegative: boolean, spec: FormatSpec): string =>
  isNegative ? "-" : spec.sign === "+" || spec.sign === " " ? spec.sign : "";

const bases: Readonly<Record<string, readonly [number, string]>> = {
  b: [2, "0b"],
  o: [8, "0o"],
  x: [16, "0x"],
  X: [16, "0X"],
};

/** `int.__format__`. */
export function formatInteger(value: Integer, text: string, typeName = "int"): string {
  const spec = parseFormatSpec(text, typeName);
  const { type } = spec;
  if (/^[eEfFgG%]$/.test(type)) return formatFloatSpec(toFloat(value), spec, typeName);
  if (!/^[bcdnoxX]?$/.test(type)) unknown(type, typeName);
  if (spec.noNegativeZero) raise("ValueError", "Negative zero coercion (z) not allowed in integer format specifier");
  if (spec.precision !== undefined) raise("ValueError", "Precision not allowed in integer format specifier");
  if (type === "c") return formatCharacter(value, spec);
  if (spec.grouping === "," && type !== "" && type !== "d") raise("ValueError", `Cannot specify ',' with '${type}'.`);
  if (spec.grouping === "_" && type === "n") raise("ValueError", "Cannot specify '_' with 'n'.");
  const isNegative = value < 0;
  const size = isNegative ? -BigInt(value) : BigInt(value);
  const [base, prefix] = bases[type] ?? [10, ""];
  const digits = base === 10 ? integerText(integer(size)) : size.toString(base);
  const written = type === "X" ? digits.toUpperCase() : digits;
  return assemble(signOf(isNegative, spec), spec.alternate ? prefix : "", written, "", spec, base === 10 ? 3 : 4);
}

function formatCharacter(value: Integer, spec: FormatSpec): string {
  if (spec.sign !== "") raise("ValueError", "Sign not allowed with integer format specifier 'c'");
  if (spec.alternate) raise("ValueError", "Alternate form (#) not allowed with integer format specifier 'c'");
  if (spec.grouping !== "") raise("ValueError", `Cannot specify '${spec.grouping}' with 'c'.`);
  if (BigInt.asIntN(64, BigInt(value)) !== BigInt(value))
    raise("OverflowError", "Python int too large to convert to C long");
  if (value < 0 || value > 0x10ffff) raise("OverflowError", "%c arg not in range(0x110000)");
  return assemble("", "", String.fromCodePoint(Number(value)), "", spec, 3);
}

/** No such presentation for a value of a type. */
export function unknown(type: string, typeName: string): never {
  const code = type.codePointAt(0) ?? 0;
  const shown = code > 32 && code < 128 ? `'${type}'` : `'\\x${code.toString(16)}'`;
  raise("ValueError", `Unknown format code ${shown} for object of type '${typeName}'`);
}

/** `float.__format__`. */
export function formatFloat(value: number, text: string, typeName = "float"): string {
  if (text === "") return floatText(value);
  return formatFloatSpec(value, parseFormatSpec(text, typeName), typeName);
}

function formatFloatSpec(value: number, spec: FormatSpec, typeName: string): string {
  const { type } = spec;
  if (!/^[eEfFgGn%]?$/.test(type)) unknown(type, typeName);
  if (spec.grouping !== "" && type === "n") raise("ValueError", `Cannot specify '${spec.grouping}' with 'n'.`);
  if ((spec.precision ?? 0) > 2147483647) raise("ValueError", "precision too big");
  let isNegative = value < 0 || Object.is(value, -0);
  const percent = type === "%" ? "%" : "";
  let digits = floatDigits(Math.abs(type === "%" ? value * 100 : value), spec);
  if (spec.noNegativeZero && isNegative && !/[1-9]/.test(digits.split(/[eE]/)[0] ?? "") && !/[a-z]{3}/i.test(digits))
    isNegative = false;
  if (Number.isNaN(value)) isNegative = false;
  if (/^[EFG]$/.test(type)) digits = digits.toUpperCase();
  const split = /^(\d+)(.*)$/s.exec(digits);
  if (split === null) return assemble(signOf(isNegative, spec), "", digits, percent, { ...spec, grouping: "" }, 3);
  return assemble(signOf(isNegative, spec), "", split[1] ?? "", (split[2] ?? "") + percent, spec, 3);
}

const exponentText = (exponent: number): string =>
  `e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;

/** The digits of an absolute value by a float's presentation type. */
export function floatDigits(size: number, spec: Pick<FormatSpec, "type" | "precision" | "alternate">): string {
  if (Number.isNaN(size)) return "nan";
  if (!Number.isFinite(size)) return "inf";
  const kind = spec.type.toLowerCase();
  const point = spec.alternate ? "." : "";
  if (kind === "f" || kind === "%") {
    const places = spec.precision ?? 6;
    return fixedDigits(size, places) + (places === 0 ? point : "");
  }
  if (kind === "e") {
    const places = spec.precision ?? 6;
    const { digits, exponent } = exponentDigits(size, places);
    return `${digits[0]}${places > 0 ? `.${digits.slice(1)}` : point}${exponentText(exponent)}`;
  }
  if (kind === "" && spec.precision === undefined) {
    const text = floatText(size);
    return spec.alternate && /^\d+e/.test(text) ? text.replace("e", ".e") : text;
  }
  return generalDigits(size, spec, kind === "");
}

/** `g`, and no type with a precision: that one keeps a digit after the point. */
function generalDigits(size: number, spec: Pick<FormatSpec, "precision" | "alternate">, keepsPoint: boolean): string {
  const precision = Math.max(1, spec.precision ?? 6);
  const { digits, exponent } = exponentDigits(size, precision - 1);
  if (exponent < -4 || exponent >= (keepsPoint ? precision - 1 : precision)) {
    let rest = digits.slice(1);
    if (!spec.alternate) rest = withoutTrailing(rest, "0");
    return `${digits[0]}${rest === "" ? (spec.alternate ? "." : "") : `.${rest}`}${exponentText(exponent)}`;
  }
  const whole = exponent >= 0 ? digits.slice(0, exponent + 1).padEnd(exponent + 1, "0") : "0";
  let rest = exponent >= 0 ? digits.slice(exponent + 1) : "0".repeat(-exponent - 1) + digits;
  if (!spec.alternate) rest = withoutTrailing(rest, "0");
  if (rest === "") return keepsPoint ? `${whole}.0` : `${whole}${spec.alternate ? "." : ""}`;
  return `${whole}.${rest}`;
}
