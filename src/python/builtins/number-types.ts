import { roundFloat } from "../format/fixed-digits.js";
import { callSpecial } from "../protocol/call.js";
import { bytesOf, equalsBuiltin } from "../protocol/equality.js";
import { floatText } from "../protocol/float-text.js";
import { indexOf, requireIndex } from "../protocol/get-item.js";
import { bitLength, type Integer, integer, toFloat, truncate } from "../protocol/integers.js";
import { listNow } from "../protocol/iterate.js";
import { plainUnary } from "../protocol/operators.js";
import { reserve } from "../protocol/run.js";
import { repr } from "../protocol/text.js";
import { truth } from "../protocol/truth.js";
import { boolClass, floatClass, intClass } from "../values/classes.js";
import { defineMembers } from "../values/native-class.js";
import type { PyClass } from "../values/py-class.js";
import { raise } from "../values/py-exception.js";
import { PyFloat } from "../values/py-float.js";
import { PyObject } from "../values/py-instance.js";
import { PyTuple } from "../values/py-list.js";
import { notImplementedSingleton } from "../values/singletons.js";
import { intOf, strOf, typeName } from "../values/type-of.js";
import type { Value } from "../values/value.js";

/** A number for a class: a plain one for `int`, an instance of a subclass otherwise. */
const asInt = (cls: PyClass, value: Integer): Value => (cls === intClass ? value : new PyObject(cls, value));
const asFloat = (cls: PyClass, value: number): Value => new PyFloat(value, cls);

const digitsOf: Readonly<Record<string, string>> = { "0x": "16", "0o": "8", "0b": "2" };

/** `int(text, base)`. */
export function parseInteger(text: string, base: number, shown: string): Integer {
  const fail = (): never => raise("ValueError", `invalid literal for int() with base ${base}: ${shown}`);
  let digits = asciiDigits(text).trim().toLowerCase();
  const isNegative = digits.startsWith("-");
  if (/^[-+]/.test(digits)) digits = digits.slice(1);
  let actual = base;
  const prefix = digitsOf[digits.slice(0, 2)];
  if (base === 0) {
    actual = Number(prefix ?? 10);
    if (prefix === undefined && /^0[\d_]*[1-9]/.test(digits)) fail();
  }
  if (prefix === String(actual)) digits = digits.slice(2).replace(/^_/, "");
  if (!/^[0-9a-z](?:_?[0-9a-z])*$/.test(digits)) fail();
  digits = digits.replaceAll("_", "");
  if (actual === 10 && digits.length > 4300)
    raise(
      "ValueError",
      `Exceeds the limit (4300 digits) for integer string conversion: value has ${digits.length} digits; use sys.set_int_max_str_digits() to increase the limit`,
    );
  let value = 0n;
  if (actual === 10 || actual === 16 || actual === 8 || actual === 2) {
    const allowed = actual === 10 ? /^\d+$/ : actual === 16 ? /^[0-9a-f]+$/ : actual === 8 ? /^[0-7]+$/ : /^[01]+$/;
    if (!allowed.test(digits)) fail();
    value = BigInt((actual === 16 ? "0x" : actual === 8 ? "0o" : actual === 2 ? "0b" : "") + digits);
  } else
    for (const digit of digits) {
      const amount = Number.parseInt(digit, 36);
      if (amount >= actual) fail();
      value = value * BigInt(actual) + BigInt(amount);
    }
  return integer(isNegative ? -value : value);
}

/** Digits of other scripts count as digits: `int("٣")` is 3. */
const asciiDigits = (text: string): string =>
  /^[\0-\x7f]*$/.test(text)
    ? text
    : text.replace(/\p{Nd}/gu, (digit) => {
        let zero = digit.codePointAt(0) ?? 0;
        while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && (digit.codePointAt(0) ?? 0) - zero < 9) zero--;
        return String((digit.codePointAt(0) ?? 0) - zero);
      });

function newInt(cls: PyClass, value: Value | undefined, base: Value | undefined): Value {
  if (base !== undefined) {
    const radix = Number(requireIndex(base));
    const bytes = value === undefined ? undefined : bytesOf(value);
    const text = bytes === undefined ? strOf(value) : String.fromCharCode(...bytes);
    if (text === undefined) raise("TypeError", "int() can't convert non-string with explicit base");
    if (radix !== 0 && (radix < 2 || radix > 36)) raise("ValueError", "int() base must be >= 2 and <= 36, or 0");
    return asInt(cls, parseInteger(text, radix, repr(value)));
  }
  if (value === undefined) return asInt(cls, 0);
  const own = value instanceof PyObject ? undefined : intOf(value);
  if (own !== undefined) return asInt(cls, own);
  if (value instanceof PyFloat) return asInt(cls, truncate(value.value));
  for (const name of ["__int__", "__index__", "__trunc__"]) {
    const special = callSpecial(value, name);
    if (special === undefined) continue;
    const whole = intOf(special);
    if (whole === undefined) raise("TypeError", `${name} returned non-int (type ${typeName(special)})`);
    return asInt(cls, whole);
  }
  const text = strOf(value);
  if (text !== undefined) return asInt(cls, parseInteger(text, 10, repr(value)));
  const bytes = bytesOf(value);
  if (bytes !== undefined) return asInt(cls, parseInteger(String.fromCharCode(...bytes), 10, repr(value)));
  raise("TypeError", `int() argument must be a string, a bytes-like object or a real number, not '${typeName(value)}'`);
}

/** `float(text)`. */
export function parseFloatText(text: string, shown: string): number {
  const digits = asciiDigits(text).trim().toLowerCase();
  const special = /^([-+]?)(?:(inf|infinity)|nan)$/.exec(digits);
  if (special !== null) return special[2] === undefined ? Number.NaN : special[1] === "-" ? -Infinity : Infinity;
  if (!/^[-+]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:e[-+]?\d+(?:_\d+)*)?$/.test(digits))
    raise("ValueError", `could not convert string to float: ${shown}`);
  return Number(digits.replaceAll("_", ""));
}

function newFloat(cls: PyClass, value: Value | undefined): Value {
  if (value === undefined) return asFloat(cls, 0);
  if (value instanceof PyFloat) return asFloat(cls, value.value);
  const whole = intOf(value);
  const special = whole === undefined ? callSpecial(value, "__float__") : undefined;
  if (special !== undefined) {
    if (!(special instanceof PyFloat))
      raise("TypeError", `${typeName(value)}.__float__ returned non-float (type ${typeName(special)})`);
    return asFloat(cls, special.value);
  }
  if (whole !== undefined) return asFloat(cls, toFloat(whole));
  const text = strOf(value);
  if (text !== undefined) return asFloat(cls, parseFloatText(text, repr(value)));
  const bytes = bytesOf(value);
  if (bytes !== undefined) return asFloat(cls, parseFloatText(String.fromCharCode(...bytes), repr(value)));
  const index = indexOf(value);
  if (index !== undefined) return asFloat(cls, toFloat(index));
  raise("TypeError", `float() argument must be a string or a real number, not '${typeName(value)}'`);
}

/** `float.as_integer_ratio`. */
function ratioOf(value: number): PyTuple {
  if (Number.isNaN(value)) raise("ValueError", "cannot convert NaN to integer ratio");
  if (!Number.isFinite(value)) raise("OverflowError", "cannot convert Infinity to integer ratio");
  let top = value;
  let bottom = 1n;
  while (!Number.isInteger(top)) {
    top *= 2;
    bottom *= 2n;
  }
  let whole = BigInt(top);
  while (bottom > 1n && whole % 2n === 0n) {
    whole /= 2n;
    bottom /= 2n;
  }
  return new PyTuple([integer(whole), integer(bottom)]);
}

/** `float.hex`. */
function hexOf(value: number): string {
  if (!Number.isFinite(value)) return floatText(value);
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const sign = bits >> 63n === 1n ? "-" : "";
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = (bits & 0xfffffffffffffn).toString(16).padStart(13, "0");
  if (exponent === 0 && Number(bits & 0xfffffffffffffn) === 0) return `${sign}0x0.0p+0`;
  const power = exponent === 0 ? -1022 : exponent - 1023;
  return `${sign}0x${exponent === 0 ? 0 : 1}.${fraction}p${power < 0 ? "" : "+"}${power}`;
}

function toBytes(self: Value, length: Value, order: Value, signed: Value): Uint8Array {
  const value = BigInt(intOf(self) as Integer);
  const count = Number(requireIndex(length));
  if (count < 0) raise("ValueError", "length argument must be non-negative");
  reserve(count);
  const size = 1n << BigInt(count * 8);
  if (value < 0n && !truth(signed)) raise("OverflowError", "can't convert negative int to unsigned");
  const most = truth(signed) ? size / 2n : size;
  if (value >= most || value < -(size / 2n)) raise("OverflowError", "int too big to convert");
  let left = value < 0n ? value + size : value;
  const bytes = new Uint8Array(count);
  for (let index = 0; index < count; index++) {
    bytes[index] = Number(left & 255n);
    left >>= 8n;
  }
  return byteOrder(order) === "big" ? bytes.reverse() : bytes;
}

function fromBytes(bytes: Value, order: Value, signed: Value): Integer {
  const data = bytesOf(bytes) ?? Uint8Array.from(listNow(bytes) as number[]);
  const ordered = byteOrder(order) === "big" ? data : data.slice().reverse();
  let value = 0n;
  for (const byte of ordered) value = (value << 8n) | BigInt(byte);
  const size = 1n << BigInt(data.length * 8);
  return integer(truth(signed) && value >= size / 2n ? value - size : value);
}

function byteOrder(order: Value): string {
  const text = strOf(order);
  if (text !== "big" && text !== "little") raise("ValueError", "byteorder must be either 'little' or 'big'");
  return text;
}

/** `int`, `bool` and `float`. */
export function installNumberTypes(): void {
  const self = (value: Value): Integer => intOf(value) as Integer;
  const equality = {
    __eq__: ["self, other, /", (a: Value, b: Value) => equalsBuiltin(a, b) ?? notImplementedSingleton],
  } as const;
  defineMembers(intClass, {
    methods: {
      __new__: ["cls, x=..., /, base=...", newInt],
      ...equality,
      __int__: ["self, /", self],
      __index__: ["self, /", self],
      __trunc__: ["self, /", self],
      __floor__: ["self, /", self],
      __ceil__: ["self, /", self],
      __round__: ["self, ndigits=None, /", self],
      __float__: ["self, /", (value: Value) => new PyFloat(toFloat(self(value)))],
      __bool__: ["self, /", (value: Value) => self(value) !== 0],
      __neg__: ["self, /", (value: Value) => plainUnary("-", self(value))],
      __pos__: ["self, /", self],
      __invert__: ["self, /", (value: Value) => plainUnary("~", self(value))],
      __abs__: ["self, /", (value: Value) => (self(value) < 0 ? plainUnary("-", self(value)) : self(value))],
      bit_length: ["self, /", (value: Value) => bitLength(self(value))],
      bit_count: ["self, /", (value: Value) => BigInt(self(value)).toString(2).replace(/[^1]/g, "").length],
      conjugate: ["self, /", self],
      as_integer_ratio: ["self, /", (value: Value) => new PyTuple([self(value), 1])],
      is_integer: ["self, /", () => true],
      to_bytes: ["self, /, length=1, byteorder='big', *, signed=False", toBytes],
    },
    classMethods: {
      from_bytes: [
        "cls, /, bytes, byteorder='big', *, signed=False",
        (cls: PyClass, bytes: Value, order: Value, signed: Value) => asInt(cls, fromBytes(bytes, order, signed)),
      ],
    },
    properties: {
      real: self,
      imag: () => 0,
      numerator: self,
      denominator: () => 1,
    },
  });
  defineMembers(boolClass, {
    methods: { __new__: ["cls, x=False, /", (_cls: PyClass, value: Value) => truth(value)] },
  });
  const float = (value: Value): number => (value as PyFloat).value;
  defineMembers(floatClass, {
    methods: {
      __new__: ["cls, x=..., /", newFloat],
      ...equality,
      __int__: ["self, /", (value: Value) => truncate(float(value))],
      __trunc__: ["self, /", (value: Value) => truncate(float(value))],
      __floor__: ["self, /", (value: Value) => truncate(Math.floor(float(value)))],
      __ceil__: ["self, /", (value: Value) => truncate(Math.ceil(float(value)))],
      __float__: ["self, /", (value: Value) => new PyFloat(float(value))],
      __bool__: ["self, /", (value: Value) => float(value) !== 0],
      __neg__: ["self, /", (value: Value) => new PyFloat(-float(value))],
      __pos__: ["self, /", (value: Value) => new PyFloat(float(value))],
      __abs__: ["self, /", (value: Value) => new PyFloat(Math.abs(float(value)))],
      __round__: [
        "self, ndigits=None, /",
        (value: Value, digits: Value) =>
          roundFloat(float(value), digits === null ? null : Number(requireIndex(digits))),
      ],
      is_integer: ["self, /", (value: Value) => Number.isInteger(float(value))],
      as_integer_ratio: ["self, /", (value: Value) => ratioOf(float(value))],
      hex: ["self, /", (value: Value) => hexOf(float(value))],
      conjugate: ["self, /", (value: Value) => value],
    },
    classMethods: {
      fromhex: ["cls, string, /", (cls: PyClass, text: Value) => asFloat(cls, fromHex(strOf(text) ?? ""))],
    },
    properties: { real: (value: Value) => value, imag: () => new PyFloat(0) },
  });
}

function fromHex(text: string): number {
  const match = /^([-+]?)(?:0x)?([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([-+]?\d+))?$/i.exec(text.trim());
  const special = /^([-+]?)(inf|infinity|nan)$/i.exec(text.trim());
  if (special !== null) return parseFloatText(text, text);
  if (match === null || `${match[2] ?? ""}${match[3] ?? ""}` === "")
    raise("ValueError", "invalid hexadecimal floating-point string");
  const fraction = match[3] ?? "";
  const digits = BigInt(`0x${match[2]}${fraction}`);
  const value = Number(digits) * 2 ** (Number(match[4] ?? 0) - 4 * fraction.length);
  return match[1] === "-" ? -value : value;
}
