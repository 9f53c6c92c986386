import { bytesOf } from "../../protocol/equality.js";
import { indexOf, itemPosition, type SlicePositions, slicePositions, smallIndex } from "../../protocol/get-item.js";
import { isIterable, listNow, listOf } from "../../protocol/iterate.js";
import { plainOperation } from "../../protocol/operators.js";
import { reserve } from "../../protocol/run.js";
import type { NativeMethod } from "../../values/native-class.js";
import { raise } from "../../values/py-exception.js";
import { PyFloat } from "../../values/py-float.js";
import { PyByteArray, PySlice } from "../../values/py-list.js";
import { notImplementedSingleton } from "../../values/singletons.js";
import { strOf, typeName } from "../../values/type-of.js";
import type { Eval, Value } from "../../values/value.js";
import { byteOf } from "./latin-text.js";

/** Puts bytes in the place of some others. */
function splice(self: PyByteArray, start: number, count: number, put: Uint8Array): void {
  const { bytes } = self;
  reserve(bytes.length + put.length);
  const changed = new Uint8Array(bytes.length - count + put.length);
  changed.set(bytes.subarray(0, start));
  changed.set(put, start);
  changed.set(bytes.subarray(start + count), start + put.length);
  self.bytes = changed;
}

/** The bytes that are assigned to a slice. */
function assigned(value: Value): Uint8Array {
  const bytes = bytesOf(value);
  if (bytes !== undefined) return bytes;
  if (strOf(value) !== undefined || indexOf(value) !== undefined || value instanceof PyFloat)
    raise("TypeError", "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
  if (!isIterable(value)) raise("TypeError", `cannot convert '${typeName(value)}' object to bytearray`);
  return Uint8Array.from(listNow(value), (one) => byteOf(one));
}

function setItem(self: PyByteArray, index: Value, value: Value): Value {
  if (index instanceof PySlice) setSlice(self, slicePositions(index, self.bytes.length), assigned(value));
  else {
    const byte = indexOf(index) === undefined ? 0 : byteOf(value);
    self.bytes[itemPosition(index, self.bytes.length, "bytearray")] = byte;
  }
  return null;
}

function setSlice(self: PyByteArray, positions: SlicePositions, put: Uint8Array): void {
  const { start, step, count } = positions;
  if (step === 1) splice(self, start, count, put);
  else if (put.length === 0) deletePositions(self, positions);
  else {
    if (put.length !== count)
      raise("ValueError", `attempt to assign bytes of size ${put.length} to extended slice of size ${count}`);
    for (const [index, byte] of put.entries()) self.bytes[start + index * step] = byte;
  }
}

function deletePositions(self: PyByteArray, { start, step, count }: SlicePositions): void {
  const gone = new Set(Array.from({ length: count }, (_, index) => start + index * step));
  self.bytes = self.bytes.filter((_, at) => !gone.has(at));
}

function deleteItem(self: PyByteArray, index: Value): Value {
  if (index instanceof PySlice) deletePositions(self, slicePositions(index, self.bytes.length));
  else splice(self, itemPosition(index, self.bytes.length, "bytearray"), 1, new Uint8Array(0));
  return null;
}

function* extend(self: PyByteArray, items: Value): Eval {
  const bytes = bytesOf(items);
  if (bytes === undefined && !isIterable(items)) raise("TypeError", `can't extend bytearray with ${typeName(items)}`);
  const more = bytes ?? Uint8Array.from(yield* listOf(items), (one) => byteOf(one));
  splice(self, self.bytes.length, 0, more);
  return null;
}

function pop(self: PyByteArray, index: Value): Value {
  const { length } = self.bytes;
  if (length === 0) raise("IndexError", "pop from empty bytearray");
  const given = smallIndex(index);
  const at = given < 0 ? given + length : given;
  const byte = self.bytes[at];
  if (byte === undefined) raise("IndexError", "pop index out of range");
  splice(self, at, 1, new Uint8Array(0));
  return byte;
}

function insert(self: PyByteArray, index: Value, item: Value): Value {
  const { length } = self.bytes;
  const given = smallIndex(index);
  const byte = byteOf(item);
  const at = given < 0 ? Math.max(0, given + length) : Math.min(given, length);
  splice(self, at, 0, Uint8Array.of(byte));
  return null;
}

/** The methods that change a `bytearray`. */
export const changeMethods: Readonly<Record<string, NativeMethod>> = {
  __setitem__: ["self, key, value, /", setItem],
  __delitem__: ["self, key, /", deleteItem],
  __iadd__: [
    "self, value, /",
    (self: PyByteArray, value: Value) => {
      const more = bytesOf(value) ?? raise("TypeError", `can't concat ${typeName(value)} to ${typeName(self)}`);
      splice(self, self.bytes.length, 0, more);
      return self;
    },
  ],
  __imul__: [
    "self, value, /",
    (self: PyByteArray, value: Value) => {
      const times = indexOf(value);
      const repeated = times === undefined ? undefined : plainOperation("*", self, times);
      if (!(repeated instanceof PyByteArray)) return notImplementedSingleton;
      self.bytes = repeated.bytes;
      return self;
    },
  ],
  append: [
    "self, item, /",
    (self: PyByteArray, item: Value) => {
      splice(self, self.bytes.length, 0, Uint8Array.of(byteOf(item)));
      return null;
    },
  ],
  clear: [
    "self, /",
    (self: PyByteArray) => {
      self.bytes = new Uint8Array(0);
      return null;
    },
  ],
  copy: ["self, /", (self: PyByteArray) => new PyByteArray(self.bytes.slice())],
  extend: ["self, iterable_of_ints, /", extend],
  insert: ["self, index, item, /", insert],
  pop: ["self, index=-1, /", pop],
  remove: [
    "self, value, /",
    (self: PyByteArray, value: Value) => {
      const at = self.bytes.indexOf(byteOf(value));
      if (at < 0) raise("ValueError", "value not found in bytearray");
      splice(self, at, 1, new Uint8Array(0));
      return null;
    },
  ],
  reverse: [
    "self, /",
    (self: PyByteArray) => {
      self.bytes = self.bytes.slice().reverse();
      return null;
    },
  ],
};
