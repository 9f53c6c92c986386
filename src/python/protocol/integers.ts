import { raise } from "../values/py-exception.js";
import { reserve } from "./run.js";

/** Whole numbers: `number` while they are safe integers, `bigint` beyond. */
export type Integer = number | bigint;

const least = BigInt(Number.MIN_SAFE_INTEGER);
const most = BigInt(Number.MAX_SAFE_INTEGER);

/** The normal form of a whole number. */
export function integer(value: bigint | number): Integer {
  if (typeof value === "bigint") return value >= least && value <= most ? Number(value) : value;
  return Number.isSafeInteger(value) ? value + 0 : BigInt(value);
}

const bits = (value: Integer): number =>
  typeof value === "number" ? Math.ceil(Math.log2(Math.abs(value) + 1)) : bigBits(value < 0n ? -value : value);

/** The number of bits of a whole number. */
export const bitLength = bits;

function bigBits(value: bigint): number {
  const digits = value.toString(16);
  return (digits.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(digits[0] ?? "0", 16)));
}

export function addIntegers(a: Integer, b: Integer): Integer {
  if (typeof a === "number" && typeof b === "number") {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return integer(BigInt(a) + BigInt(b));
}

export function subtractIntegers(a: Integer, b: Integer): Integer {
  if (typeof a === "number" && typeof b === "number") {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return integer(BigInt(a) - BigInt(b));
}

export function multiplyIntegers(a: Integer, b: Integer): Integer {
  if (typeof a === "number" && typeof b === "number") {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product + 0;
  }
  reserve((bits(a) + bits(b)) / 8);
  return integer(BigInt(a) * BigInt(b));
}

/** `//`: rounds down, where JavaScript rounds towards zero. */
export function floorDivide(a: Integer, b: Integer): Integer {
  if (b === 0) raise("ZeroDivisionError", "integer division or modulo by zero");
  if (typeof a === "number" && typeof b === "number") {
    const remainder = a % b;
    const quotient = (a - remainder) / b;
    return (remainder !== 0 && remainder < 0 !== b < 0 ? quotient - 1 : quotient) + 0;
  }
  const [left, right] = [BigInt(a), BigInt(b)];
  const quotient = left / right;
  return integer(left % right !== 0n && left < 0n !== right < 0n ? quotient - 1n : quotient);
}

/** `%`: has the sign of the divisor. */
export function floorModulo(a: Integer, b: Integer): Integer {
  if (b === 0) raise("ZeroDivisionError", "integer modulo by zero");
  if (typeof a === "number" && typeof b === "number") {
    const remainder = a % b;
    return (remainder !== 0 && remainder < 0 !== b < 0 ? remainder + b : remainder) + 0;
  }
  const [left, right] = [BigInt(a), BigInt(b)];
  const remainder = left % right;
  return integer(remainder !== 0n && remainder < 0n !== right < 0n ? remainder + right : remainder);
}

/** `**` with an exponent that is not negative. */
export function powerOfIntegers(base: Integer, exponent: Integer): Integer {
  if (typeof base === "number" && typeof exponent === "number") {
    const power = base ** exponent;
    if (Number.isSafeInteger(power)) return power + 0;
  }
  if (typeof exponent === "bigint") raise("MemoryError");
  reserve((bits(base) * exponent) / 8);
  return integer(BigInt(base) ** BigInt(exponent));
}

/** `pow(base, exponent, modulus)`. */
export function powerModulo(base: Integer, exponent: Integer, modulus: Integer): Integer {
  if (modulus === 0) raise("ValueError", "pow() 3rd argument cannot be 0");
  const m = BigInt(modulus);
  const size = m < 0n ? -m : m;
  let b = ((BigInt(base) % size) + size) % size;
  let e = BigInt(exponent);
  if (e < 0n) {
    b = inverse(b, size);
    e = -e;
  }
  let result = 1n % size;
  for (; e > 0n; e >>= 1n) {
    if (e & 1n) result = (result * b) % size;
    b = (b * b) % size;
  }
  return floorModulo(integer(result), integer(m));
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [r0, r1, s0, s1] = [modulus, value, 0n, 1n];
  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1, s0, s1] = [r1, r0 - quotient * r1, s1, s0 - quotient * s1];
  }
  if (r0 !== 1n) raise("ValueError", "base is not invertible for the given modulus");
  return ((s0 % modulus) + modulus) % modulus;
}

export function shiftLeft(value: Integer, count: Integer): Integer {
  if (count < 0) raise("ValueError", "negative shift count");
  if (value === 0) return 0;
  if (typeof count === "bigint") raise("OverflowError", "too many digits in integer");
  reserve((bits(value) + count) / 8);
  return integer(BigInt(value) << BigInt(count));
}

export function shiftRight(value: Integer, count: Integer): Integer {
  if (count < 0) raise("ValueError", "negative shift count");
  if (typeof count === "bigint" || count > 1_000_000_000) return value < 0 ? -1 : 0;
  return integer(BigInt(value) >> BigInt(count));
}

/** `&`, `|` and `^`, on numbers of any size in two's complement. */
export function combineBits(operator: "&" | "|" | "^", a: Integer, b: Integer): Integer {
  if (typeof a === "number" && typeof b === "number" && (a | 0) === a && (b | 0) === b)
    return operator === "&" ? a & b : operator === "|" ? a | b : a ^ b;
  const [left, right] = [BigInt(a), BigInt(b)];
  return integer(operator === "&" ? left & right : operator === "|" ? left | right : left ^ right);
}

/** A float's value as a whole number, as `int()` cuts it. */
export function truncate(value: number): Integer {
  if (Number.isNaN(value)) raise("ValueError", "cannot convert float NaN to integer");
  if (!Number.isFinite(value)) raise("OverflowError", "cannot convert float infinity to integer");
  return integer(Math.trunc(value));
}

/** A whole number as the nearest float. */
export function toFloat(value: Integer): number {
  const float = Number(value);
  if (!Number.isFinite(float)) raise("OverflowError", "int too large to convert to float");
  return float;
}
