import { roundFloat } from "../../format/fixed-digits.js";
import { trueDivide } from "../../protocol/divide-floats.js";
import { type Integer, integer } from "../../protocol/integers.js";
import { operate } from "../../protocol/operators.js";
import { nativeClass } from "../../values/native-class.js";
import type { PyClass } from "../../values/py-class.js";
import { raise } from "../../values/py-exception.js";
import { PyFloat } from "../../values/py-float.js";
import { PyObject } from "../../values/py-instance.js";
import { PyTuple } from "../../values/py-list.js";
import { notImplementedSingleton } from "../../values/singletons.js";
import { intOf, typeName } from "../../values/type-of.js";
import type { Value } from "../../values/value.js";

/** The data of a `timedelta`. */
export interface TimedeltaPayload {
  readonly kind: "timedelta";
  readonly micros: bigint;
}

const day = 86_400_000_000n;

export const timedeltaMicros = (value: Value): bigint | undefined =>
  value instanceof PyObject && (value.payload as TimedeltaPayload | undefined)?.kind === "timedelta"
    ? (value.payload as TimedeltaPayload).micros
    : undefined;

export function makeTimedelta(micros: bigint, type: PyClass = timedeltaClass): PyObject {
  const days = floor(micros, day);
  if (days > 999_999_999n || days < -999_999_999n)
    raise("OverflowError", `days=${days}; must have magnitude <= 999999999`);
  return new PyObject(type, { kind: "timedelta", micros } satisfies TimedeltaPayload);
}

const floor = (a: bigint, b: bigint): bigint => {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
};

/** Half to even, as Python rounds. */
function roundDivide(a: bigint, b: bigint): bigint {
  const quotient = floor(a, b);
  const rest = (a - quotient * b) * 2n;
  const size = b;
  const above = size > 0n ? rest > size : rest < size;
  return above || (rest === size && quotient % 2n !== 0n) ? quotient + 1n : quotient;
}

/** A number of units as microseconds; a fraction of a microsecond is rounded at the end. */
function scaled(value: Value, unit: bigint): { readonly whole: bigint; readonly rest: number } {
  const whole = intOf(value);
  if (whole !== undefined) return { whole: BigInt(whole) * unit, rest: 0 };
  if (!(value instanceof PyFloat)) raise("TypeError", `unsupported type for timedelta component: ${typeName(value)}`);
  const cut = Math.trunc(value.value);
  const micros = (value.value - cut) * Number(unit);
  const wholeMicros = Math.trunc(micros);
  return { whole: BigInt(cut) * unit + BigInt(wholeMicros), rest: micros - wholeMicros };
}

function newTimedelta(cls: PyClass, ...parts: Value[]): PyObject {
  const units = [day, 1_000_000n, 1n, 1000n, 60_000_000n, 3_600_000_000n, 7n * day];
  let micros = 0n;
  let rest = 0;
  for (const [index, unit] of units.entries()) {
    const one = scaled(parts[index] ?? 0, unit);
    micros += one.whole;
    rest += one.rest;
  }
  const rounded = roundFloat(rest, null);
  return makeTimedelta(micros + BigInt(rounded as Integer), cls);
}

const micros = (self: Value): bigint => timedeltaMicros(self) as bigint;

const parts = (self: Value): readonly [days: bigint, seconds: bigint, micros: bigint] => {
  const days = floor(micros(self), day);
  const rest = micros(self) - days * day;
  return [days, rest / 1_000_000n, rest % 1_000_000n];
};

/** `str(timedelta)`. */
export function timedeltaText(self: Value): string {
  const [days, seconds, rest] = parts(self);
  const clock = `${seconds / 3600n}:${String((seconds / 60n) % 60n).padStart(2, "0")}:${String(seconds % 60n).padStart(2, "0")}`;
  const fraction = rest === 0n ? "" : `.${String(rest).padStart(6, "0")}`;
  const plural = days === 1n || days === -1n ? "" : "s";
  return `${days === 0n ? "" : `${days} day${plural}, `}${clock}${fraction}`;
}

function timedeltaRepr(self: PyObject): string {
  const [days, seconds, rest] = parts(self);
  const named = [
    ["days", days],
    ["seconds", seconds],
    ["microseconds", rest],
  ].filter(([, value]) => value !== 0n);
  const name = `${self.pyClass.attributes.get("__module__") ?? self.pyClass.module}.${self.pyClass.qualname}`;
  return `${name}(${named.length === 0 ? "0" : named.map(([key, value]) => `${key}=${value}`).join(", ")})`;
}

const both =
  (apply: (a: bigint, b: bigint) => Value) =>
  (a: Value, b: Value): Value => {
    const other = timedeltaMicros(b);
    return other === undefined ? notImplementedSingleton : apply(micros(a), other);
  };

function ratio(value: PyFloat): readonly [bigint, bigint] {
  let top = value.value;
  let bottom = 1n;
  while (!Number.isInteger(top)) {
    top *= 2;
    bottom *= 2n;
  }
  return [BigInt(top), bottom];
}

function multiply(self: Value, factor: Value): Value {
  const whole = intOf(factor);
  if (whole !== undefined) return makeTimedelta(micros(self) * BigInt(whole));
  if (!(factor instanceof PyFloat)) return notImplementedSingleton;
  const [top, bottom] = ratio(factor);
  return makeTimedelta(roundDivide(micros(self) * top, bottom));
}

function divide(self: Value, divisor: Value): Value {
  const other = timedeltaMicros(divisor);
  if (other !== undefined) return operate("/", integer(micros(self)), integer(other));
  const whole = intOf(divisor);
  if (whole !== undefined) {
    if (whole === 0) raise("ZeroDivisionError", "integer division or modulo by zero");
    return makeTimedelta(roundDivide(micros(self), BigInt(whole)));
  }
  if (!(divisor instanceof PyFloat)) return notImplementedSingleton;
  const [top, bottom] = ratio(divisor);
  if (top === 0n) raise("ZeroDivisionError", "division by zero");
  return makeTimedelta(top < 0n ? roundDivide(-micros(self) * bottom, -top) : roundDivide(micros(self) * bottom, top));
}

function floorDivide(self: Value, divisor: Value): Value {
  const other = timedeltaMicros(divisor);
  if (other !== undefined) return operate("//", integer(micros(self)), integer(other));
  const whole = intOf(divisor);
  if (whole === undefined) return notImplementedSingleton;
  if (whole === 0) raise("ZeroDivisionError", "integer division or modulo by zero");
  return makeTimedelta(floor(micros(self), BigInt(whole)));
}

/** `datetime.timedelta`. */
export const timedeltaClass: PyClass = nativeClass({
  name: "timedelta",
  module: "datetime",
  hashKey: (self: PyObject) => `\0d${micros(self)}`,
  methods: {
    __new__: ["cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0", newTimedelta],
    total_seconds: ["self, /", (self: Value) => new PyFloat(trueDivide(integer(micros(self)), 1_000_000))],
    __repr__: ["self, /", timedeltaRepr],
    __str__: ["self, /", timedeltaText],
    __bool__: ["self, /", (self: Value) => micros(self) !== 0n],
    __eq__: ["self, other, /", both((a, b) => a === b)],
    __lt__: ["self, other, /", both((a, b) => a < b)],
    __le__: ["self, other, /", both((a, b) => a <= b)],
    __gt__: ["self, other, /", both((a, b) => a > b)],
    __ge__: ["self, other, /", both((a, b) => a >= b)],
    __add__: ["self, other, /", both((a, b) => makeTimedelta(a + b))],
    __sub__: ["self, other, /", both((a, b) => makeTimedelta(a - b))],
    __neg__: ["self, /", (self: Value) => makeTimedelta(-micros(self))],
    __pos__: ["self, /", (self: Value) => makeTimedelta(micros(self))],
    __abs__: ["self, /", (self: Value) => makeTimedelta(micros(self) < 0n ? -micros(self) : micros(self))],
    __mul__: ["self, other, /", multiply],
    __rmul__: ["self, other, /", multiply],
    __truediv__: ["self, other, /", divide],
    __floordiv__: ["self, other, /", floorDivide],
    __mod__: [
      "self, other, /",
      both((a, b) =>
        b === 0n ? raise("ZeroDivisionError", "integer modulo by zero") : makeTimedelta(a - floor(a, b) * b),
      ),
    ],
    __divmod__: [
      "self, other, /",
      both((a, b) => new PyTuple([operate("//", integer(a), integer(b)), makeTimedelta(a - floor(a, b) * b)])),
    ],
  },
  properties: {
    days: (self: Value) => Number(parts(self)[0]),
    seconds: (self: Value) => Number(parts(self)[1]),
    microseconds: (self: Value) => Number(parts(self)[2]),
  },
});
timedeltaClass.set("min", new PyObject(timedeltaClass, { kind: "timedelta", micros: -999_999_999n * day }));
timedeltaClass.set("max", new PyObject(timedeltaClass, { kind: "timedelta", micros: 1_000_000_000n * day - 1n }));
timedeltaClass.set("resolution", new PyObject(timedeltaClass, { kind: "timedelta", micros: 1n }));
