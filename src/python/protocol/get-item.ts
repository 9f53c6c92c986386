import { GenericAlias } from "../builtins/generic-alias.js";
import { typeClass } from "../values/classes.js";
import { PyClass } from "../values/py-class.js";
import { PyDict, PySet } from "../values/py-dict.js";
import { raise } from "../values/py-exception.js";
import { NativeFunction, PyFunction } from "../values/py-function.js";
import { PyObject } from "../values/py-instance.js";
import { PyByteArray, PyList, PyRange, PySlice, PyTuple } from "../values/py-list.js";
import { intOf, strOf, typeName, typeOf } from "../values/type-of.js";
import type { Eval, Value } from "../values/value.js";
import { findAttribute } from "./attributes.js";
import { call, callNow, callSpecial } from "./call.js";
import { codePoints, hasPairs } from "./code-points.js";
import { dictDelete, dictGet, dictSet } from "./dict-set.js";
import { bytesOf, hasKey, same, soughtInSet } from "./equality.js";
import { type Integer, integer } from "./integers.js";
import { isIterable, listNow } from "./iterate.js";
import { reserve } from "./run.js";
import { truth } from "./truth.js";

/** The whole number of a value that is an index, `undefined` if it is not one. */
export function indexOf(value: Value): Integer | undefined {
  const whole = intOf(value);
  if (whole !== undefined) return whole;
  const special = callSpecial(value, "__index__");
  return special === undefined ? undefined : intOf(special);
}

/** As {@link indexOf}, where a whole number is required. */
export function requireIndex(value: Value): Integer {
  return indexOf(value) ?? raise("TypeError", `'${typeName(value)}' object cannot be interpreted as an integer`);
}

/** A whole number for a JavaScript API, limited to the range of positions. */
export function smallIndex(value: Value): number {
  const whole = requireIndex(value);
  return typeof whole === "number" ? whole : whole < 0n ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER;
}

/** The positions that a slice takes from a sequence. */
export interface SlicePositions {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  readonly count: number;
}

export function slicePositions(slice: PySlice, length: number): SlicePositions {
  const bound = (value: Value, otherwise: number, step: number): number => {
    if (value === null) return otherwise;
    const index = indexOf(value);
    if (index === undefined) raise("TypeError", "slice indices must be integers or None or have an __index__ method");
    const whole = typeof index === "number" ? index : index < 0n ? -Infinity : Infinity;
    const position = whole < 0 ? whole + length : whole;
    return step < 0 ? Math.min(Math.max(position, -1), length - 1) : Math.min(Math.max(position, 0), length);
  };
  const step =
    slice.step === null
      ? 1
      : Number(
          indexOf(slice.step) ??
            raise("TypeError", "slice indices must be integers or None or have an __index__ method"),
        );
  if (step === 0) raise("ValueError", "slice step cannot be zero");
  const start = bound(slice.start, step < 0 ? length - 1 : 0, step);
  const stop = bound(slice.stop, step < 0 ? -1 : length, step);
  const count = Math.max(0, step > 0 ? Math.ceil((stop - start) / step) : Math.ceil((start - stop) / -step));
  return { start, stop, step, count };
}

function slice<Item>(items: readonly Item[], of: PySlice): Item[] {
  const { start, stop, step, count } = slicePositions(of, items.length);
  if (step === 1) return items.slice(start, Math.max(start, stop));
  reserve(count);
  return Array.from({ length: count }, (_, index) => items[start + index * step] as Item);
}

/** The position that an index means in a sequence of a length; `type` is what Python calls the sequence in its errors. */
export function itemPosition(index: Value, length: number, type: string, name = type): number {
  const whole = indexOf(index);
  if (whole === undefined) {
    if (type === "string") raise("TypeError", `string indices must be integers, not '${typeName(index)}'`);
    raise("TypeError", `${name} indices must be integers or slices, not ${typeName(index)}`);
  }
  const at = whole < 0 ? Number(whole) + length : Number(whole);
  if (at < 0 || at >= length) raise("IndexError", `${type === "byte" ? "index" : `${type} index`} out of range`);
  return at;
}

/** `container[index]`. */
export function getItem(container: Value, index: Value): Value {
  const type = typeOf(container);
  if (!type.isNative) {
    const owner = type.ownerOf("__getitem__");
    if (owner !== undefined && !owner.isNative) return callSpecial(container, "__getitem__", index) as Value;
  }
  if (container instanceof PyList || container instanceof PyTuple) {
    const { items } = container;
    if (index instanceof PySlice)
      return container instanceof PyList ? new PyList(slice(items, index)) : new PyTuple(slice(items, index));
    return items[itemPosition(index, items.length, container instanceof PyList ? "list" : "tuple")];
  }
  if (container instanceof PyDict) return getEntry(container, index, type);
  const text = strOf(container);
  if (text !== undefined) return textItem(text, index);
  if (container instanceof PyRange) return rangeItem(container, index);
  const bytes = bytesOf(container);
  if (bytes !== undefined) {
    if (!(index instanceof PySlice))
      return bytes[itemPosition(index, bytes.length, container instanceof PyByteArray ? "bytearray" : "byte")];
    const cut = Uint8Array.from(slice(Array.from(bytes), index));
    return container instanceof PyByteArray ? new PyByteArray(cut) : cut;
  }
  if (container instanceof PyClass) return classItem(container, index);
  const special = callSpecial(container, "__getitem__", index);
  if (special !== undefined) return special;
  raise("TypeError", `'${type.shownName}' object is not subscriptable`);
}

function getEntry(dict: PyDict, key: Value, type: PyClass): Value {
  const found = dictGet(dict, key);
  if (found !== undefined) return found;
  if (type.lookup("__missing__") !== undefined) return callSpecial(dict, "__missing__", key) as Value;
  raise("KeyError", key);
}

function textItem(text: string, index: Value): Value {
  if (!hasPairs(text)) {
    if (!(index instanceof PySlice)) return text[itemPosition(index, text.length, "string")];
    const { start, stop, step } = slicePositions(index, text.length);
    if (step === 1) return text.slice(start, Math.max(start, stop));
  }
  const characters = codePoints(text);
  if (index instanceof PySlice) return slice(characters, index).join("");
  return characters[itemPosition(index, characters.length, "string")];
}

function rangeItem(range: PyRange, index: Value): Value {
  if (!(index instanceof PySlice))
    return range.start + range.step * itemPosition(index, range.length, "range object", "range");
  const { start, stop, step } = slicePositions(index, range.length);
  return new PyRange(range.start + start * range.step, range.start + stop * range.step, step * range.step);
}

function classItem(type: PyClass, index: Value): Value {
  if (type.meta !== undefined) {
    const special = callSpecial(type, "__getitem__", index);
    if (special !== undefined) return special;
  }
  const generic = findAttribute(type, "__class_getitem__");
  if (generic instanceof PyFunction || (generic instanceof NativeFunction && generic.owner !== undefined))
    return callNow(generic, [type, index]);
  if (generic !== undefined) return callNow(generic, [index]);
  // Only `type` itself: every class is an instance of it, and most have no brackets.
  if (type === typeClass) return new GenericAlias(type, index);
  raise("TypeError", `type '${type.shownName}' is not subscriptable`);
}

/** `container[index] = value`. */
export function setItem(container: Value, index: Value, value: Value): void {
  const type = typeOf(container);
  const isPlain = type.isNative || type.ownerOf("__setitem__")?.isNative === true;
  if (isPlain && container instanceof PyDict && type.ownerOf("__setitem__")?.module === "builtins") {
    dictSet(container, index, value);
    return;
  }
  if (isPlain && container instanceof PyList) {
    if (index instanceof PySlice) {
      setSlice(container, index, value);
      return;
    }
    const whole = indexOf(index);
    if (whole === undefined) raise("TypeError", `list indices must be integers or slices, not ${typeName(index)}`);
    const at = whole < 0 ? Number(whole) + container.items.length : Number(whole);
    if (at < 0 || at >= container.items.length) raise("IndexError", "list assignment index out of range");
    container.items[at] = value;
    return;
  }
  if (callSpecial(container, "__setitem__", index, value) !== undefined) return;
  if (type.lookup("__setitem__") === undefined)
    raise("TypeError", `'${type.shownName}' object does not support item assignment`);
}

function setSlice(list: PyList, index: PySlice, value: Value): void {
  const values = value === list ? list.items.slice() : iterableValues(value);
  const { start, stop, step, count } = slicePositions(index, list.items.length);
  if (step === 1) {
    const end = Math.max(start, stop);
    list.items = [...list.items.slice(0, start), ...values, ...list.items.slice(end)];
    return;
  }
  if (values.length !== count)
    raise("ValueError", `attempt to assign sequence of size ${values.length} to extended slice of size ${count}`);
  for (let at = 0; at < count; at++) list.items[start + at * step] = values[at];
}

function iterableValues(value: Value): readonly Value[] {
  if (!isIterable(value)) raise("TypeError", "can only assign an iterable");
  return listNow(value);
}

/** `del container[index]`. */
export function deleteItem(container: Value, index: Value): void {
  const type = typeOf(container);
  const isPlain = type.isNative || type.ownerOf("__delitem__")?.isNative === true;
  if (isPlain && container instanceof PyDict && type.ownerOf("__delitem__")?.module === "builtins") {
    if (dictDelete(container, index) === undefined) raise("KeyError", index);
    return;
  }
  if (isPlain && container instanceof PyList) {
    if (index instanceof PySlice) {
      const { start, step, count } = slicePositions(index, container.items.length);
      const gone = new Set(Array.from({ length: count }, (_, at) => start + at * step));
      container.items = container.items.filter((_, at) => !gone.has(at));
      return;
    }
    const whole = indexOf(index);
    if (whole === undefined) raise("TypeError", `list indices must be integers or slices, not ${typeName(index)}`);
    const at = whole < 0 ? Number(whole) + container.items.length : Number(whole);
    if (at < 0 || at >= container.items.length) raise("IndexError", "list assignment index out of range");
    container.items.splice(at, 1);
    return;
  }
  if (callSpecial(container, "__delitem__", index) !== undefined) return;
  if (type.lookup("__delitem__") === undefined)
    raise("TypeError", `'${type.shownName}' object doesn't support item deletion`);
}

/** `value in container`. */
export function contains(container: Value, value: Value): boolean {
  const type = typeOf(container);
  const owner = type.ownerOf("__contains__");
  if (owner === undefined || (owner.isNative && owner.module === "builtins")) {
    const text = strOf(container);
    if (text !== undefined) {
      const part = strOf(value);
      if (part === undefined)
        raise("TypeError", `'in <string>' requires string as left operand, not ${typeName(value)}`);
      return text.includes(part);
    }
    if (container instanceof PyList || container instanceof PyTuple)
      return container.items.some((item) => same(item, value));
    if (container instanceof PyDict) return hasKey(container, value);
    if (container instanceof PySet) return hasKey(container, soughtInSet(value));
    if (container instanceof PyRange) {
      const whole = intOf(value);
      if (whole === undefined) return listNow(container).some((item) => same(item, value));
      const offset = Number(whole) - container.start;
      return (
        integer(whole) === whole &&
        offset % container.step === 0 &&
        offset / container.step >= 0 &&
        offset / container.step < container.length
      );
    }
    const bytes = bytesOf(container);
    if (bytes !== undefined) return bytesContain(bytes, value);
  }
  if (owner !== undefined) {
    const result = callSpecial(container, "__contains__", value);
    if (result !== undefined) return truth(result);
  }
  if (type.lookup("__iter__") === undefined && type.lookup("__getitem__") === undefined)
    raise("TypeError", `argument of type '${type.shownName}' is not iterable`);
  return listNow(container).some((item) => same(item, value));
}

function bytesContain(bytes: Uint8Array, value: Value): boolean {
  const part = bytesOf(value);
  if (part === undefined) {
    const byte = indexOf(value);
    if (byte === undefined) raise("TypeError", `a bytes-like object is required, not '${typeName(value)}'`);
    if (byte < 0 || byte > 255) raise("ValueError", "byte must be in range(0, 256)");
    return bytes.includes(Number(byte));
  }
  for (let at = 0; at + part.length <= bytes.length; at++)
    if (part.every((byte, index) => bytes[at + index] === byte)) return true;
  return false;
}

/** `len(value)`. */
export function lengthOf(value: Value): number {
  const type = typeOf(value);
  if (type.isNative) {
    const text = strOf(value);
    if (text !== undefined) return hasPairs(text) ? codePoints(text).length : text.length;
    if (value instanceof PyList || value instanceof PyTuple) return value.items.length;
    if (value instanceof PyDict || value instanceof PySet) return value.size;
    if (value instanceof PyRange) return value.length;
    const bytes = bytesOf(value);
    if (bytes !== undefined) return bytes.length;
  }
  const result = callSpecial(value, "__len__");
  if (result === undefined) raise("TypeError", `object of type '${type.shownName}' has no len()`);
  const length = indexOf(result);
  if (length === undefined) raise("TypeError", `'${typeName(result)}' object cannot be interpreted as an integer`);
  if (length < 0) raise("ValueError", "__len__() should return >= 0");
  return Number(length);
}

/** `self[index]`, where a class of the script may wait for the database. */
export function* waitForItem(self: Value, index: Value): Eval {
  const get = self instanceof PyObject && !self.pyClass.isNative ? self.pyClass.lookup("__getitem__") : undefined;
  return get instanceof PyFunction ? yield* call(get, [self, index]) : getItem(self, index);
}
