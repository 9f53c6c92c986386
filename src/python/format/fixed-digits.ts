import { toFloat, truncate } from "../protocol/integers.js";
import { reserve } from "../protocol/run.js";
import { raise } from "../values/py-exception.js";
import { PyFloat } from "../values/py-float.js";
import type { Value } from "../values/value.js";

/** A finite float as `numerator / 2 ** shift`, exactly; its sign aside. */
function exactly(value: number): { readonly numerator: bigint; readonly shift: number } {
  let mantissa = Math.abs(value);
  let exponent = 0;
  if (mantissa === 0) return { numerator: 0n, shift: 0 };
  while (!Number.isSafeInteger(mantissa) && mantissa > Number.MAX_SAFE_INTEGER) {
    mantissa /= 2;
    exponent++;
  }
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent--;
  }
  return exponent >= 0
    ? { numerator: BigInt(mantissa) << BigInt(exponent), shift: 0 }
    : { numerator: BigInt(mantissa), shift: -exponent };
}

/** `top / bottom` to the nearest whole number, half to even, as Python rounds. */
function divideRounding(top: bigint, bottom: bigint): bigint {
  const quotient = top / bottom;
  const twice = (top % bottom) * 2n;
  return twice > bottom || (twice === bottom && quotient % 2n === 1n) ? quotient + 1n : quotient;
}

/** The digits of a finite float's absolute value with a number of places after the point. */
export function fixedDigits(value: number, places: number): string {
  reserve(places);
  const { numerator, shift } = exactly(value);
  const digits = divideRounding(numerator * 10n ** BigInt(places), 1n << BigInt(shift)).toString();
  if (places === 0) return digits;
  const padded = digits.padStart(places + 1, "0");
  return `${padded.slice(0, -places)}.${padded.slice(-places)}`;
}

/** The digits of a finite float's absolute value, one before the point, and their exponent. */
export function exponentDigits(value: number, places: number): { readonly digits: string; readonly exponent: number } {
  reserve(places);
  const { numerator, shift } = exactly(value);
  if (numerator === 0n) return { digits: "0".repeat(places + 1), exponent: 0 };
  const bottom = 1n << BigInt(shift);
  let exponent = Math.floor(Math.log10(Math.abs(value)));
  for (;;) {
    const scale = places - exponent;
    const digits = (
      scale >= 0
        ? divideRounding(numerator * 10n ** BigInt(scale), bottom)
        : divideRounding(numerator, bottom * 10n ** BigInt(-scale))
    ).toString();
    if (digits.length === places + 1) return { digits, exponent };
    exponent += digits.length > places + 1 ? 1 : -1;
  }
}

/** `round(float, places)`. */
export function roundFloat(value: number, places: number | null): Value {
  if (places === null) {
    if (!Number.isFinite(value)) return truncate(value);
    const whole = truncate(value);
    const rest = Math.abs(value - toFloat(whole));
    const isOdd = Math.abs(toFloat(whole) % 2) === 1;
    if (rest > 0.5 || (rest === 0.5 && isOdd))
      return truncate(value < 0 ? Math.trunc(value) - 1 : Math.trunc(value) + 1);
    return whole;
  }
  if (!Number.isFinite(value) || value === 0 || places > 323) return new PyFloat(value);
  if (places < -308) return new PyFloat(value < 0 ? -0 : 0);
  const { numerator, shift } = exactly(value);
  const bottom = 1n << BigInt(shift);
  const digits =
    places >= 0
      ? divideRounding(numerator * 10n ** BigInt(places), bottom)
      : divideRounding(numerator, bottom * 10n ** BigInt(-places));
  const result = Number(`${digits}e${-places}`);
  if (!Number.isFinite(result)) raise("OverflowError", "rounded value too large to represent");
  return new PyFloat(value < 0 ? -result : result);
}
