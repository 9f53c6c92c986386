import { raise } from "../values/py-exception.js";
import { PyFloat } from "../values/py-float.js";
import { PyInstance } from "../values/py-instance.js";
import { intOf, typeName, typeOf } from "../values/type-of.js";
import type { Value } from "../values/value.js";
import { callSpecial } from "./call.js";
import { identityOf, keyOf } from "./equality.js";
import { type Integer, integer } from "./integers.js";

/** Python's modulus for the hashes of numbers. */
const modulus = 2n ** 61n - 1n;

function hashInteger(value: Integer): Integer {
  const whole = BigInt(value);
  const rest = (whole < 0n ? -whole : whole) % modulus;
  const hash = whole < 0n ? -rest : rest;
  return integer(hash === -1n ? -2n : hash);
}

function hashFloat(value: number): Integer {
  if (Number.isNaN(value)) return 0;
  if (!Number.isFinite(value)) return value > 0 ? 314159 : -314159;
  let [mantissa, exponent] = [Math.abs(value), 0];
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent--;
  }
  let hash = BigInt(mantissa) % modulus;
  // Dividing by two is a rotation by one bit in this field.
  for (let index = exponent; index < 0; index++) hash = hash & 1n ? (hash + modulus) / 2n : hash / 2n;
  if (value < 0) hash = -hash;
  return integer(hash === -1n ? -2n : hash);
}

/** A number that equal texts share; Python's own differs in each process. */
function hashText(text: string): number {
  let [high, low] = [0x811c9dc5, 0x1b873593];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x5bd1e995);
  }
  return ((high >>> 0) & 0xfffff) * 2 ** 32 + (low >>> 0);
}

/** `hash(value)`: equal values have equal hashes, numbers those of Python. */
export function hashOf(value: Value): Value {
  if (value instanceof PyInstance) {
    const owner = value.pyClass.ownerOf("__hash__");
    if (owner !== undefined && !owner.isNative) {
      if (owner.attributes.get("__hash__") === null) raise("TypeError", `unhashable type: '${typeName(value)}'`);
      const result = callSpecial(value, "__hash__");
      const whole = intOf(result);
      if (whole === undefined) raise("TypeError", "__hash__ method should return an integer");
      return hashInteger(whole);
    }
  }
  const whole = intOf(value);
  if (whole !== undefined) return hashInteger(whole);
  if (value instanceof PyFloat) return hashFloat(value.value);
  const key = keyOf(value);
  if (typeof key === "string") return hashText(key);
  if (typeof key === "number" || typeof key === "bigint")
    return Number.isInteger(Number(key)) ? hashInteger(integer(key)) : hashFloat(Number(key));
  if (key === null) return hashText(typeOf(value).name);
  return identityOf(key as object);
}
