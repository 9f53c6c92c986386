import { callSpecial } from "../../protocol/call.js";
import { powerOfFloats } from "../../protocol/divide-floats.js";
import { requireIndex } from "../../protocol/get-item.js";
import {
  addIntegers,
  floorDivide,
  type Integer,
  integer,
  multiplyIntegers,
  subtractIntegers,
  toFloat,
  truncate,
} from "../../protocol/integers.js";
import { listNow, listOf } from "../../protocol/iterate.js";
import { operate } from "../../protocol/operators.js";
import { reserve } from "../../protocol/run.js";
import { raise } from "../../values/py-exception.js";
import { PyFloat } from "../../values/py-float.js";
import { type NativeFunction, native } from "../../values/py-function.js";
import { PyTuple } from "../../values/py-list.js";
import { PyModule } from "../../values/py-module.js";
import { intOf, typeName } from "../../values/type-of.js";
import type { Eval, Value } from "../../values/value.js";

function number(value: Value): number {
  if (value instanceof PyFloat) return value.value;
  const whole = intOf(value);
  if (whole !== undefined) return toFloat(whole);
  const special = callSpecial(value, "__float__") ?? callSpecial(value, "__index__");
  if (special instanceof PyFloat) return special.value;
  raise("TypeError", `must be real number, not ${typeName(value)}`);
}

/** A function of floats: NaN as a result means that the argument is outside its domain. */
const real = (name: string, apply: (x: number) => number, overflows = false): NativeFunction =>
  native(name, "x, /", (value: Value) => {
    const x = number(value);
    const result = apply(x);
    if (Number.isNaN(result) && !Number.isNaN(x)) raise("ValueError", "math domain error");
    if (!Number.isFinite(result) && Number.isFinite(x)) {
      if (overflows) raise("OverflowError", "math range error");
      raise("ValueError", "math domain error");
    }
    return new PyFloat(result);
  });

function logarithm(value: Value): number {
  const whole = intOf(value);
  if (whole === undefined || typeof whole === "number") {
    const x = number(value);
    if (x <= 0) raise("ValueError", "math domain error");
    return Math.log(x);
  }
  if (whole <= 0n) raise("ValueError", "math domain error");
  const shift = Math.max(0, whole.toString(2).length - 60);
  return Math.log(Number(whole >> BigInt(shift))) + shift * Math.LN2;
}

function rounded(name: "__floor__" | "__ceil__" | "__trunc__", round: (x: number) => number): NativeFunction {
  return native(name.replaceAll("_", ""), "x, /", (value: Value) => {
    const whole = intOf(value);
    if (whole !== undefined) return whole;
    if (value instanceof PyFloat) return truncate(round(value.value));
    const own = callSpecial(value, name);
    if (own === undefined && name === "__trunc__")
      raise("TypeError", `type ${typeName(value)} doesn't define __trunc__ method`);
    return own ?? truncate(round(number(value)));
  });
}

function gcd(a: Integer, b: Integer): Integer {
  let [x, y] = [BigInt(a), BigInt(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return integer(x < 0n ? -x : x);
}

function squareRoot(value: Integer): Integer {
  if (value < 0) raise("ValueError", "isqrt() argument must be nonnegative");
  const n = BigInt(value);
  if (n < 2n) return value;
  let x = BigInt(Math.floor(Math.sqrt(Number(n)))) || 1n;
  if (n > 2n ** 1000n) x = 1n << BigInt(Math.ceil(n.toString(2).length / 2));
  for (;;) {
    const next = (x + n / x) >> 1n;
    if (next === x || next === x + 1n || next === x - 1n) {
      let root = next;
      while (root * root > n) root--;
      while ((root + 1n) * (root + 1n) <= n) root++;
      return integer(root);
    }
    x = next;
  }
}

function product(from: Integer, to: Integer): Integer {
  let result: Integer = 1;
  for (let one = from; one <= to; one = addIntegers(one, 1)) result = multiplyIntegers(result, one);
  return result;
}

/** The sum of floats, rounded once: partial sums without error (Shewchuk). */
function exactSum(values: readonly number[]): number {
  const special = values.filter((one) => !Number.isFinite(one));
  if (special.includes(Infinity) && special.includes(-Infinity)) raise("ValueError", "-inf + inf in fsum");
  if (special.length > 0) return special.reduce((sum, one) => sum + one, 0);
  const partials: number[] = [];
  for (const value of values) {
    let x = value;
    let count = 0;
    for (const partial of [...partials]) {
      let y = partial;
      if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
      const high = x + y;
      const low = y - (high - x);
      if (low !== 0) partials[count++] = low;
      x = high;
    }
    if (!Number.isFinite(x)) raise("OverflowError", "intermediate overflow in fsum");
    partials.length = count;
    partials.push(x);
  }
  return sumOfPartials(partials);
}

/** The sum of partial sums that do not overlap, the smallest first. */
function sumOfPartials(partials: number[]): number {
  let high = partials.pop() ?? 0;
  let low = 0;
  while (partials.length > 0 && low === 0) {
    const [before, next] = [high, partials.pop() as number];
    high = before + next;
    low = next - (high - before);
  }
  // A half that was rounded to even is no half if there is more on its side.
  const rest = partials.at(-1) ?? 0;
  if ((low < 0 && rest < 0) || (low > 0 && rest > 0)) {
    const corrected = high + low * 2;
    if (corrected - high === low * 2) return corrected;
  }
  return high === 0 ? 0 : high;
}

/** `math.pow`, whose errors are those of C, where `**` has its own. */
function power(x: number, y: number): number {
  if (
    (x === 0 && y < 0 && Number.isFinite(y)) ||
    (x < 0 && Number.isFinite(x) && Number.isFinite(y) && !Number.isInteger(y))
  )
    raise("ValueError", "math domain error");
  if (x === 1 || (x === -1 && Math.abs(y) === Infinity)) return 1;
  if (Math.abs(x) === 0 && y === -Infinity) return Infinity;
  const result = powerOfFloats(x, y);
  if (!Number.isFinite(result) && Number.isFinite(x) && Number.isFinite(y)) raise("OverflowError", "math range error");
  return result;
}

function isClose(a: Value, b: Value, relative: Value, absolute: Value): boolean {
  const [x, y] = [number(a), number(b)];
  if (x === y) return true;
  if (!Number.isFinite(x) || !Number.isFinite(y)) return false;
  const difference = Math.abs(x - y);
  return difference <= Math.max(number(relative) * Math.max(Math.abs(x), Math.abs(y)), number(absolute));
}

/** `math`. */
export function mathModule(): PyModule {
  const functions = [
    real("sqrt", Math.sqrt),
    real("exp", Math.exp, true),
    real("expm1", Math.expm1, true),
    real("sin", Math.sin),
    real("cos", Math.cos),
    real("tan", Math.tan),
    real("asin", Math.asin),
    real("acos", Math.acos),
    real("atan", Math.atan),
    real("sinh", Math.sinh, true),
    real("cosh", Math.cosh, true),
    real("tanh", Math.tanh),
    real("asinh", Math.asinh),
    real("acosh", Math.acosh),
    real("atanh", Math.atanh),
    real("log1p", Math.log1p),
    real("cbrt", Math.cbrt),
    real("fabs", Math.abs),
    real("degrees", (x) => (x * 180) / Math.PI),
    real("radians", (x) => (x * Math.PI) / 180),
    native(
      "log",
      "x, base=None, /",
      (x: Value, base: Value) =>
        new PyFloat(
          base === null
            ? logarithm(x)
            : logarithm(x) / (logarithm(base) || raise("ZeroDivisionError", "float division by zero")),
        ),
    ),
    native("log2", "x, /", (x: Value) => {
      const value = number(x);
      if (value <= 0) raise("ValueError", "math domain error");
      return new PyFloat(Math.log2(value));
    }),
    native("log10", "x, /", (x: Value) => {
      const value = number(x);
      if (value <= 0) raise("ValueError", "math domain error");
      return new PyFloat(Math.log10(value));
    }),
    rounded("__floor__", Math.floor),
    rounded("__ceil__", Math.ceil),
    rounded("__trunc__", Math.trunc),
    native("pow", "x, y, /", (x: Value, y: Value) => new PyFloat(power(number(x), number(y)))),
    native("atan2", "y, x, /", (y: Value, x: Value) => new PyFloat(Math.atan2(number(y), number(x)))),
    native("hypot", "*coordinates", (all: readonly Value[]) => new PyFloat(Math.hypot(...all.map(number)))),
    native("dist", "p, q, /", (p: Value, q: Value) => {
      const [a, b] = [listNow(p).map(number), listNow(q).map(number)];
      if (a.length !== b.length) raise("ValueError", "both points must have the same number of dimensions");
      return new PyFloat(Math.hypot(...a.map((one, index) => one - (b[index] ?? 0))));
    }),
    native("fmod", "x, y, /", (x: Value, y: Value) => {
      const [a, b] = [number(x), number(y)];
      if ((b === 0 || !Number.isFinite(a)) && !Number.isNaN(a) && !Number.isNaN(b))
        raise("ValueError", "math domain error");
      return new PyFloat(a % b);
    }),
    native("remainder", "x, y, /", (x: Value, y: Value) => {
      const [a, b] = [number(x), number(y)];
      if ((b === 0 || Math.abs(a) === Infinity) && !Number.isNaN(a) && !Number.isNaN(b))
        raise("ValueError", "math domain error");
      if (Math.abs(b) === Infinity) return new PyFloat(a);
      // Without a quotient, which would be rounded or too large.
      const [size, divisor] = [Math.abs(a), Math.abs(b)];
      const rest = size % divisor;
      const missing = divisor - rest;
      const nearest = rest < missing ? rest : rest > missing ? -missing : rest - 2 * ((0.5 * (size - rest)) % divisor);
      return new PyFloat(a < 0 || Object.is(a, -0) ? -nearest : nearest);
    }),
    native("modf", "x, /", (x: Value) => {
      const value = number(x);
      if (Number.isNaN(value)) return new PyTuple([new PyFloat(value), new PyFloat(value)]);
      const whole = Math.trunc(value);
      return new PyTuple([
        new PyFloat((Number.isFinite(value) ? value - whole : 0) || (value < 0 || Object.is(value, -0) ? -0 : 0)),
        new PyFloat(whole),
      ]);
    }),
    native("frexp", "x, /", (x: Value) => {
      const value = number(x);
      if (value === 0 || !Number.isFinite(value)) return new PyTuple([new PyFloat(value), 0]);
      let exponent = Math.max(-1023, Math.floor(Math.log2(Math.abs(value))) + 1);
      let mantissa = value * 2 ** -exponent;
      while (Math.abs(mantissa) < 0.5) {
        mantissa *= 2;
        exponent--;
      }
      while (Math.abs(mantissa) >= 1) {
        mantissa /= 2;
        exponent++;
      }
      return new PyTuple([new PyFloat(mantissa), exponent]);
    }),
    native("ldexp", "x, i, /", (x: Value, i: Value) => {
      const result = number(x) * 2 ** Number(requireIndex(i));
      if (!Number.isFinite(result) && Number.isFinite(number(x))) raise("OverflowError", "math range error");
      return new PyFloat(result);
    }),
    native("copysign", "x, y, /", (x: Value, y: Value) => {
      const [a, b] = [Math.abs(number(x)), number(y)];
      return new PyFloat(b < 0 || Object.is(b, -0) ? -a : a);
    }),
    native("isnan", "x, /", (x: Value) => Number.isNaN(number(x))),
    native("isinf", "x, /", (x: Value) => Math.abs(number(x)) === Infinity),
    native("isfinite", "x, /", (x: Value) => Number.isFinite(number(x))),
    native("isclose", "a, b, *, rel_tol=1e-09, abs_tol=0.0", isClose),
    native("gcd", "*integers", (all: readonly Value[]) => all.map(requireIndex).reduce(gcd, 0)),
    native("lcm", "*integers", (all: readonly Value[]) =>
      all.map(requireIndex).reduce<Integer>((a, b) => {
        if (a === 0 || b === 0) return 0;
        const whole = floorDivide(multiplyIntegers(a, b), gcd(a, b));
        return whole < 0 ? subtractIntegers(0, whole) : whole;
      }, 1),
    ),
    native("isqrt", "n, /", (n: Value) => squareRoot(requireIndex(n))),
    native("factorial", "x, /", (x: Value) => {
      const n = requireIndex(x);
      if (n < 0) raise("ValueError", "factorial() not defined for negative values");
      reserve((Number(n) * Math.log2(Number(n) + 1)) / 8);
      return product(1, n);
    }),
    native("comb", "n, k, /", (n: Value, k: Value) => {
      const [a, b] = [requireIndex(n), requireIndex(k)];
      if (a < 0 || b < 0)
        raise("ValueError", a < 0 ? "n must be a non-negative integer" : "k must be a non-negative integer");
      if (b > a) return 0;
      const rest = subtractIntegers(a, b);
      let least: Integer = b;
      if (rest < b) least = rest;
      return floorDivide(product(addIntegers(subtractIntegers(a, least), 1), a), product(1, least));
    }),
    native("perm", "n, k=None, /", (n: Value, k: Value) => {
      const a = requireIndex(n);
      const b = k === null ? a : requireIndex(k);
      if (a < 0 || b < 0)
        raise("ValueError", a < 0 ? "n must be a non-negative integer" : "k must be a non-negative integer");
      return b > a ? 0 : product(addIntegers(subtractIntegers(a, b), 1), a);
    }),
    native("prod", "iterable, /, *, start=1", function* (iterable: Value, start: Value): Eval {
      let result = start;
      for (const item of yield* listOf(iterable)) result = operate("*", result, item);
      return result;
    }),
    native("fsum", "iterable, /", function* (iterable: Value): Eval {
      return new PyFloat(exactSum((yield* listOf(iterable)).map(number)));
    }),
  ];
  return PyModule.of("math", {
    ...Object.fromEntries(functions.map((one) => [one.name, one])),
    pi: new PyFloat(Math.PI),
    e: new PyFloat(Math.E),
    tau: new PyFloat(2 * Math.PI),
    inf: new PyFloat(Infinity),
    nan: new PyFloat(Number.NaN),
  });
}
