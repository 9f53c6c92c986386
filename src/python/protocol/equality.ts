import {
  bytearrayClass,
  dictClass,
  frozensetClass,
  listClass,
  objectClass,
  setClass,
  sliceClass,
  strClass,
} from "../values/classes.js";
import { PyClass } from "../values/py-class.js";
import { type KeyedEntries, PyDict, PySet, textKey } from "../values/py-dict.js";
import { raise } from "../values/py-exception.js";
import { PyFloat } from "../values/py-float.js";
import { NativeFunction, PyMethod } from "../values/py-function.js";
import { PyInstance, PyObject } from "../values/py-instance.js";
import { PyByteArray, PyList, PyRange, PySlice, PyTuple } from "../values/py-list.js";
import { notImplementedSingleton } from "../values/singletons.js";
import { intOf, strOf, typeOf } from "../values/type-of.js";
import type { Value } from "../values/value.js";
import { callSpecial } from "./call.js";
import { integer } from "./integers.js";

/** `a == b` as a boolean; `a is b` counts as equal, as it does in containers. */
export function same(a: Value, b: Value): boolean {
  return a === b || isTrueEquality(equals(a, b));
}

const isTrueEquality = (result: Value): boolean => (typeof result === "boolean" ? result : truthOfEquality(result));

/** A class's `__eq__` may return any object. */
function truthOfEquality(result: Value): boolean {
  const special = callSpecial(result, "__bool__");
  return special === undefined ? result !== null && result !== 0 && result !== "" : special === true;
}

/** `a == b`, which is an object of the host for operators that make expressions. */
export function equals(a: Value, b: Value): Value {
  const left = typeof a;
  if (left === "string" || left === "number") {
    if (typeof b === left) return a === b;
  }
  const plain = equalsPlain(a, b);
  if (plain !== undefined) return plain;
  const [leftType, rightType] = [typeOf(a), typeOf(b)];
  if (rightType !== leftType && rightType.isSubclassOf(leftType) && overridesEquality(rightType)) {
    const result = callSpecial(b, "__eq__", a);
    if (result !== undefined && result !== notImplementedSingleton) return result;
  }
  if (overridesEquality(leftType)) {
    const result = callSpecial(a, "__eq__", b);
    if (result !== undefined && result !== notImplementedSingleton) return result;
  }
  if (overridesEquality(rightType)) {
    const result = callSpecial(b, "__eq__", a);
    if (result !== undefined && result !== notImplementedSingleton) return result;
  }
  return a === b;
}

/** `a != b`: the class's `__ne__`, or the opposite of `a == b`. */
export function notEquals(a: Value, b: Value): Value {
  for (const [self, other] of [
    [a, b],
    [b, a],
  ]) {
    const own = typeOf(self).lookup("__ne__");
    if (own === undefined || own === objectClass.attributes.get("__ne__")) continue;
    const result = callSpecial(self, "__ne__", other);
    if (result !== undefined && result !== notImplementedSingleton) return result;
  }
  return !isTrueEquality(equals(a, b));
}

const overridesEquality = (type: PyClass): boolean => {
  const own = type.lookup("__eq__");
  return own !== undefined && own !== objectClass.attributes.get("__eq__");
};

/** Equality of the built-in types, when neither side's class has its own; `undefined` if that does not decide. */
function equalsPlain(a: Value, b: Value): boolean | undefined {
  return hasOwnEquality(a) || hasOwnEquality(b) ? undefined : equalsBuiltin(a, b);
}

/** Equality as the built-in types define it for their own values; `undefined` if they do not define it. */
export function equalsBuiltin(a: Value, b: Value): boolean | undefined {
  const [textA, textB] = [strOf(a), strOf(b)];
  if (textA !== undefined && textB !== undefined) return textA === textB;
  const [numberA, numberB] = [numberOf(a), numberOf(b)];
  if (numberA !== undefined && numberB !== undefined) return equalNumbers(numberA, numberB);
  const [bytesA, bytesB] = [bytesOf(a), bytesOf(b)];
  if (bytesA !== undefined && bytesB !== undefined) return equalBytes(bytesA, bytesB);
  if ((a instanceof PyList && b instanceof PyList) || (a instanceof PyTuple && b instanceof PyTuple)) {
    if (a.items.length !== b.items.length) return false;
    return a.items.every((item, index) => same(item, b.items[index]));
  }
  if (a instanceof PyDict && b instanceof PyDict) return equalDicts(a, b);
  if (a instanceof PySet && b instanceof PySet) {
    if (a.size !== b.size) return false;
    return [...a.map.values()].every((item) => hasKey(b, item));
  }
  if (a instanceof PyRange && b instanceof PyRange)
    return a.length === b.length && (a.length === 0 || (a.start === b.start && (a.length === 1 || a.step === b.step)));
  if (a instanceof PySlice && b instanceof PySlice)
    return same(a.start, b.start) && same(a.stop, b.stop) && same(a.step, b.step);
  if (a instanceof PyMethod && b instanceof PyMethod) return a.target === b.target && a.self === b.self;
  return undefined;
}

/** Whether the class of an instance has an `__eq__` besides that of the built-in types. */
const hasOwnEquality = (value: Value): boolean => {
  if (!(value instanceof PyInstance)) return false;
  const own = value.pyClass.lookup("__eq__");
  if (own === undefined) return false;
  const owner = value.pyClass.ownerOf("__eq__");
  return owner !== undefined && !(owner.isNative && owner.module === "builtins");
};

const numberOf = (value: Value): number | bigint | PyFloat | undefined =>
  value instanceof PyFloat ? value : intOf(value);

/** The bytes of `bytes` and `bytearray`. */
export function bytesOf(value: Value): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  if (value instanceof PyByteArray) return value.bytes;
  return value instanceof PyObject && value.payload instanceof Uint8Array ? value.payload : undefined;
}

function equalNumbers(a: number | bigint | PyFloat, b: number | bigint | PyFloat): boolean {
  const [left, right] = [a instanceof PyFloat ? a.value : a, b instanceof PyFloat ? b.value : b];
  // biome-ignore lint/suspicious/noDoubleEquals: a bigint and a number are compared by value with it
  return left == right;
}

const equalBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

function equalDicts(a: PyDict, b: PyDict): boolean {
  if (a.size !== b.size) return false;
  for (const { key, value } of a.map.values()) {
    const entry = b.map.get(keyIn(b, key, false));
    if (entry === undefined || !same(value, entry.value)) return false;
  }
  return true;
}

const unhashable: ReadonlySet<PyClass> = new Set([listClass, dictClass, setClass, bytearrayClass, sliceClass]);

const identities = new WeakMap<object, number>();
let nextIdentity = 0;

/** A number that an object keeps, as `id()` shows it. */
export function identityOf(value: object): number {
  let identity = identities.get(value);
  if (identity === undefined) {
    identity = ++nextIdentity;
    identities.set(value, identity);
  }
  return identity;
}

/** A part of the key of a tuple or frozenset, which is different for different values. */
function keyPart(key: unknown): string {
  switch (typeof key) {
    case "string":
      return `s${key.length}:${key}`;
    case "number":
    case "bigint":
      return `n${key};`;
    default:
      return key === null ? "N" : `o${identityOf(key as object)};`;
  }
}

/** The key that a value shares with all that equal it; a value with `__eq__` of a script is found among `entries`. */
export function keyIn(entries: KeyedEntries<unknown>, value: Value, adds: boolean): unknown {
  if (typeof value === "string") return textKey(value);
  if (typeof value === "number") return value;
  const own = ownHash(value);
  if (own === undefined) return keyOf(value);
  entries.buckets ??= new Map();
  const hash = intOf(own);
  if (hash === undefined) raise("TypeError", "__hash__ method should return an integer");
  const bucket = entries.buckets.get(hash);
  if (bucket !== undefined) {
    for (const other of bucket) if (same(other, value)) return other;
    if (adds) bucket.push(value);
  } else if (adds) entries.buckets.set(hash, [value]);
  return value;
}

/** The hash of a script's class that has its own method for it. */
function ownHash(value: Value): Value | undefined {
  if (!(value instanceof PyInstance)) return undefined;
  const owner = value.pyClass.ownerOf("__hash__");
  if (owner === undefined || owner.isNative) return undefined;
  const special = owner.attributes.get("__hash__");
  // `__hash__ = str.__hash__` is the hash of the built-in type again.
  if (special === null || special instanceof NativeFunction) return undefined;
  return callSpecial(value, "__hash__");
}

/** The key of a value without an `__eq__` of a script. */
export function keyOf(value: Value): unknown {
  switch (typeof value) {
    case "string":
      return textKey(value);
    case "number":
    case "bigint":
      return value;
    case "boolean":
      return value ? 1 : 0;
  }
  if (value === null) return null;
  if (value instanceof PyClass) return value;
  if (value instanceof Uint8Array) return `\0b${Array.from(value, (byte) => String.fromCharCode(byte)).join("")}`;
  if (!(value instanceof PyInstance)) return value;
  const type = value.pyClass;
  for (const one of type.mro) {
    if (one.hashKey !== undefined) return one.hashKey(value as never);
    if (!one.isNative) {
      if (one.attributes.get("__hash__") === null) raise("TypeError", `unhashable type: '${type.shownName}'`);
      const own = one.attributes.get("__hash__");
      if (own !== undefined && !(own instanceof NativeFunction)) return `\0h${String(ownHash(value))}`;
    }
    if (unhashable.has(one)) raise("TypeError", `unhashable type: '${type.shownName}'`);
    if (one === strClass) return textKey(strOf(value) as string);
  }
  if (value instanceof PyFloat) {
    if (Number.isInteger(value.value)) return integer(value.value);
    return Number.isNaN(value.value) ? value : value.value;
  }
  if (value instanceof PyTuple) return `\0t${value.items.map((item) => keyPart(keyOf(item))).join("")}`;
  if (value instanceof PySet && value.pyClass.isSubclassOf(frozensetClass))
    return `\0f${[...value.map.keys()].map(keyPart).sort().join("")}`;
  if (value instanceof PyRange)
    return `\0r${value.length}:${value.length > 0 ? value.start : ""}:${value.length > 1 ? value.step : ""}`;
  if (value instanceof PyMethod) return `\0m${keyPart(keyOf(value.target))}${keyPart(value.self)}`;
  if (value instanceof PyObject) return intOf(value) ?? (bytesOf(value) === undefined ? value : keyOf(value.payload));
  return value;
}

/** The value to look for in a set: a set is found by the frozenset that equals it. */
export function soughtInSet(value: Value): Value {
  if (!(value instanceof PySet) || value.isFrozen) return value;
  const frozen = new PySet(frozensetClass);
  for (const [key, item] of value.map) frozen.map.set(key, item);
  return frozen;
}

/** Whether a set or dictionary has a value. */
export const hasKey = (entries: KeyedEntries<unknown>, value: Value): boolean =>
  entries.map.has(keyIn(entries, value, false));
