import { raise } from "../values/py-exception.js";
import { fractionalPower } from "./fractional-power.js";
import { bitLength, type Integer } from "./integers.js";

/** `/` of two floats. */
export function divideFloats(a: number, b: number): number {
  if (b === 0) raise("ZeroDivisionError", "float division by zero");
  return a / b;
}

/** `%` of two floats: has the sign of the divisor. */
export function moduloFloats(a: number, b: number): number {
  if (b === 0) raise("ZeroDivisionError", "float modulo");
  const remainder = a % b;
  if (remainder === 0) return b < 0 ? -0 : 0;
  return remainder < 0 !== b < 0 ? remainder + b : remainder;
}

/** `//` of two floats. */
export function floorFloats(a: number, b: number): number {
  if (b === 0) raise("ZeroDivisionError", "float floor division by zero");
  let remainder = a % b;
  let quotient = (a - remainder) / b;
  if (remainder !== 0 && remainder < 0 !== b < 0) {
    remainder += b;
    quotient -= 1;
  }
  if (quotient === 0) return a / b < 0 || Object.is(a / b, -0) ? -0 : 0;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

/** `**` of two floats. */
export function powerOfFloats(a: number, b: number): number {
  if (a === 0 && b < 0) raise("ZeroDivisionError", "0.0 cannot be raised to a negative power");
  // C's pow(): one to any power, and anything to the power zero, is one.
  if (a === 1 || b === 0) return 1;
  if (a === -1 && !Number.isFinite(b) && !Number.isNaN(b)) return 1;
  if (a < 0 && Number.isFinite(a) && Number.isFinite(b) && !Number.isInteger(b))
    raise("ValueError", "complex numbers are not supported");
  const power = wholePower(a, b) ?? rootPower(a, b) ?? a ** b;
  if (!Number.isFinite(power) && Number.isFinite(a) && Number.isFinite(b))
    raise("OverflowError", 34, "Numerical result out of range");
  return power;
}

/**
 * The power with a whole exponent, rounded once; `undefined` where it is too large to compute it so. C rounds it so in
 * nearly every case, while the last digit of JavaScript's `**` is often another one.
 */
function wholePower(a: number, b: number): number | undefined {
  if (!Number.isFinite(a) || a === 0 || !Number.isInteger(b) || Math.abs(b) > 1100) return undefined;
  const isNegative = a < 0 && b % 2 !== 0;
  const size = Math.log2(Math.abs(a)) * b;
  if (size > 1023) return undefined;
  if (size < -1080) return isNegative ? -0 : 0;
  let [whole, shift] = [Math.abs(a), 0];
  for (; !Number.isInteger(whole); shift++) whole *= 2;
  const count = Math.abs(b);
  const [top, bottom] = [BigInt(whole) ** BigInt(count), 1n << BigInt(shift * count)];
  const power = b > 0 ? trueDivide(top, bottom) : trueDivide(bottom, top);
  return isNegative ? -power : power;
}

/** The power of a positive base with an exponent that is not whole, rounded once; `undefined` for any other. */
function rootPower(a: number, b: number): number | undefined {
  if (!(a > 0) || !Number.isFinite(a) || !Number.isFinite(b) || Number.isInteger(b)) return undefined;
  const power = fractionalPower(a, b);
  if (power === undefined) return undefined;
  const { whole, exponent } = power;
  return exponent < 0 ? trueDivide(whole, 1n << BigInt(-exponent)) : trueDivide(whole << BigInt(exponent), 1);
}

const exact = 2 ** 53;

/** `/` of two whole numbers, rounded once. */
export function trueDivide(a: Integer, b: Integer): number {
  if (b === 0) raise("ZeroDivisionError", "division by zero");
  if (typeof a === "number" && typeof b === "number" && Math.abs(a) <= exact && Math.abs(b) <= exact) return a / b;
  const negative = a < 0 !== b < 0;
  const [top, bottom] = [magnitude(a), magnitude(b)];
  // A quotient of 66 bits or more, whose last bit shows whether anything was cut off, rounds like the exact one.
  const shift = 66 - (bitLength(top) - bitLength(bottom));
  const scaled = shift > 0 ? top << BigInt(shift) : top;
  const divisor = shift < 0 ? bottom << BigInt(-shift) : bottom;
  const quotient = scaled / divisor;
  const sticky = scaled % divisor === 0n ? quotient : quotient | 1n;
  const bits = bitLength(sticky) - shift;
  if (bits > 1024) raise("OverflowError", "integer division result too large for a float");
  // Below the normal numbers fewer bits are left, so rounding has to happen at their end.
  const least = -1074 + shift;
  const result = least > 0 && bits < -1021 ? subnormal(sticky, least) : scale(Number(sticky), -shift);
  if (!Number.isFinite(result)) raise("OverflowError", "integer division result too large for a float");
  return negative ? -result : result;
}

const magnitude = (value: Integer): bigint => (value < 0 ? -BigInt(value) : BigInt(value));

function subnormal(sticky: bigint, least: number): number {
  const unit = 1n << BigInt(least);
  const whole = sticky / unit;
  const rest = (sticky % unit) * 2n;
  const up = rest > unit || (rest === unit && whole % 2n === 1n);
  return Number(up ? whole + 1n : whole) * Number.MIN_VALUE;
}

/** `value * 2 ** exponent` without leaving the range of floats on the way. */
function scale(value: number, exponent: number): number {
  let result = value;
  let left = exponent;
  while (left > 1000) {
    result *= 2 ** 1000;
    left -= 1000;
  }
  while (left < -1000) {
    result *= 2 ** -1000;
    left += 1000;
  }
  return result * 2 ** left;
}
