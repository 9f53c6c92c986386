/** The bits after the point of the fixed-point numbers here, so many more than a float has that it is rounded once. */
const places = 200n;
const one = 1n << places;

const multiply = (a: bigint, b: bigint): bigint => (a * b) >> places;

/** `2 * atanh(top / bottom)`, which is the natural logarithm of `(bottom + top) / (bottom - top)`. */
function logarithmOf(top: bigint, bottom: bigint): bigint {
  const z = (top << places) / bottom;
  const square = multiply(z, z);
  let [sum, power] = [0n, z];
  for (let term = 1n; power !== 0n && power !== -1n; term += 2n) {
    sum += power / term;
    power = multiply(power, square);
  }
  return sum * 2n;
}

let logarithmOfTwo: bigint | undefined;

/** A positive float as `whole * 2 ** exponent`. */
function partsOf(value: number): { readonly whole: bigint; readonly exponent: number } {
  let [whole, exponent] = [value, 0];
  while (!Number.isInteger(whole)) {
    whole *= 2;
    exponent--;
  }
  return { whole: BigInt(whole), exponent };
}

/** `e ** value` for a value from zero to less than one. */
function exponential(value: bigint): bigint {
  let [sum, term] = [one, one];
  for (let index = 1n; term !== 0n; index++) {
    term = multiply(term, value) / index;
    sum += term;
  }
  return sum;
}

/**
 * `a ** b` of a positive float and an exponent that is not whole, as `whole * 2 ** exponent` with more digits than a
 * float has: C's pow() rounds it once in nearly every case, while the last digit of JavaScript's is often another one.
 *
 * @returns `undefined` where the result is beyond the range of floats
 */
export function fractionalPower(
  a: number,
  b: number,
): { readonly whole: bigint; readonly exponent: number } | undefined {
  logarithmOfTwo ??= logarithmOf(1n, 3n);
  const base = partsOf(a);
  const bits = base.whole.toString(2).length;
  // The base is m * 2 ** k with m near 1, so that the series is short.
  const k = base.exponent + bits;
  const half = 1n << BigInt(bits);
  const logarithm = logarithmOf(base.whole - half, base.whole + half) + BigInt(k) * logarithmOfTwo;
  const factor = partsOf(Math.abs(b));
  const product = (logarithm * factor.whole) >> BigInt(-factor.exponent);
  const power = b < 0 ? -product : product;
  let count = power / logarithmOfTwo;
  if (power < 0n) count--;
  if (count > 1023n || count < -1080n) return undefined;
  const fraction = exponential(power - count * logarithmOfTwo);
  // The last digits are inexact: without them a result that a float or half of one has exactly is exact here.
  const dropped = 60n;
  const whole = (fraction + (1n << (dropped - 1n))) >> dropped;
  return { whole, exponent: Number(count - places + dropped) };
}
