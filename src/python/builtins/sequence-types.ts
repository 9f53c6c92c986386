import { call } from "../protocol/call.js";
import { same } from "../protocol/equality.js";
import { contains, indexOf, requireIndex, slicePositions, smallIndex } from "../protocol/get-item.js";
import { listOf } from "../protocol/iterate.js";
import { plainOperation } from "../protocol/operators.js";
import { sortByKeys } from "../protocol/ordering.js";
import { reserve } from "../protocol/run.js";
import { repr } from "../protocol/text.js";
import { truth } from "../protocol/truth.js";
import { listClass, rangeClass, sliceClass, tupleClass } from "../values/classes.js";
import { defineMembers } from "../values/native-class.js";
import type { PyClass } from "../values/py-class.js";
import { raise } from "../values/py-exception.js";
import { PyList, PyRange, PySlice, PyTuple } from "../values/py-list.js";
import { notImplementedSingleton } from "../values/singletons.js";
import type { Eval, Value } from "../values/value.js";
import { GenericAlias } from "./generic-alias.js";

/** The position of a value in a list or tuple. */
function positionOf(self: PyList | PyTuple, value: Value, start: Value, stop: Value): number {
  const { items } = self;
  const at = (index: Value, otherwise: number): number => {
    if (index === null) return otherwise;
    const whole = smallIndex(index);
    return whole < 0 ? Math.max(0, whole + items.length) : whole;
  };
  const end = Math.min(at(stop, items.length), items.length);
  for (let index = at(start, 0); index < end; index++) if (same(items[index], value)) return index;
  return -1;
}

const countOf = (self: PyList | PyTuple, value: Value): number => self.items.filter((item) => same(item, value)).length;

function* sort(self: PyList, key: Value, reverse: Value): Eval {
  const items = self.items;
  const keys: Value[] = [];
  if (key !== null) for (const item of items) keys.push(yield* call(key, [item]));
  const sorted = items.slice();
  sortByKeys(sorted, key === null ? items.slice() : keys, truth(reverse));
  self.items = sorted;
  return null;
}

function pop(self: PyList, index: Value): Value {
  if (self.items.length === 0) raise("IndexError", "pop from empty list");
  const whole = smallIndex(index);
  const at = whole < 0 ? whole + self.items.length : whole;
  if (at < 0 || at >= self.items.length) raise("IndexError", "pop index out of range");
  return self.items.splice(at, 1)[0];
}

function* extend(self: PyList, iterable: Value): Eval {
  const items = yield* listOf(iterable);
  for (const item of items) self.items.push(item);
  return null;
}

function installList(): void {
  defineMembers(listClass, {
    methods: {
      __new__: ["cls, /, *args, **kwargs", (cls: PyClass) => new PyList([], cls)],
      __init__: [
        "self, iterable=(), /",
        function* (self: PyList, iterable: Value): Eval {
          self.items = yield* listOf(iterable);
          return null;
        },
      ],
      append: [
        "self, object, /",
        (self: PyList, value: Value) => {
          self.items.push(value);
          if ((self.items.length & 4095) === 0) reserve(4096);
          return null;
        },
      ],
      clear: [
        "self, /",
        (self: PyList) => {
          self.items = [];
          return null;
        },
      ],
      copy: ["self, /", (self: PyList) => new PyList(self.items.slice())],
      count: ["self, value, /", countOf],
      extend: ["self, iterable, /", extend],
      __iadd__: [
        "self, other, /",
        function* (self: PyList, other: Value): Eval {
          yield* extend(self, other);
          return self;
        },
      ],
      __imul__: [
        "self, other, /",
        (self: PyList, times: Value) => {
          const count = indexOf(times);
          const repeated = count === undefined ? undefined : plainOperation("*", self, count);
          if (!(repeated instanceof PyList)) return notImplementedSingleton;
          self.items = repeated.items;
          return self;
        },
      ],
      index: [
        "self, value, start=None, stop=None, /",
        (self: PyList, value: Value, start: Value, stop: Value) => {
          const at = positionOf(self, value, start, stop);
          return at < 0 ? raise("ValueError", `${repr(value)} is not in list`) : at;
        },
      ],
      insert: [
        "self, index, object, /",
        (self: PyList, index: Value, value: Value) => {
          self.items.splice(smallIndex(index), 0, value);
          return null;
        },
      ],
      pop: ["self, index=-1, /", pop],
      remove: [
        "self, value, /",
        (self: PyList, value: Value) => {
          const at = positionOf(self, value, null, null);
          if (at < 0) raise("ValueError", "list.remove(x): x not in list");
          self.items.splice(at, 1);
          return null;
        },
      ],
      reverse: [
        "self, /",
        (self: PyList) => {
          self.items.reverse();
          return null;
        },
      ],
      sort: ["self, /, *, key=None, reverse=False", sort],
    },
    classMethods: { __class_getitem__: ["cls, item, /", (cls: PyClass, item: Value) => new GenericAlias(cls, item)] },
  });
}

function installTuple(): void {
  defineMembers(tupleClass, {
    methods: {
      __new__: [
        "cls, iterable=(), /",
        function* (cls: PyClass, iterable: Value): Eval {
          if (cls === tupleClass && iterable instanceof PyTuple && iterable.pyClass === tupleClass) return iterable;
          return new PyTuple(yield* listOf(iterable), cls);
        },
      ],
      count: ["self, value, /", countOf],
      index: [
        "self, value, start=None, stop=None, /",
        (self: PyTuple, value: Value, start: Value, stop: Value) => {
          const at = positionOf(self, value, start, stop);
          return at < 0 ? raise("ValueError", "tuple.index(x): x not in tuple") : at;
        },
      ],
    },
    classMethods: { __class_getitem__: ["cls, item, /", (cls: PyClass, item: Value) => new GenericAlias(cls, item)] },
  });
}

/** Whole numbers beyond those of JavaScript cannot be positions. */
function rangeBound(value: Value): number {
  const whole = requireIndex(value);
  if (typeof whole === "bigint") raise("OverflowError", "range() of integers beyond 2**53 is not supported");
  return whole;
}

function newRange(start: Value, stop: Value | undefined, step: Value): PyRange {
  const width = rangeBound(step);
  if (width === 0) raise("ValueError", "range() arg 3 must not be zero");
  return stop === undefined
    ? new PyRange(0, rangeBound(start), width)
    : new PyRange(rangeBound(start), rangeBound(stop), width);
}

function installRange(): void {
  const at = (self: PyRange, value: Value): number =>
    typeof value === "number" && contains(self, value) ? (value - self.start) / self.step : -1;
  defineMembers(rangeClass, {
    methods: {
      __new__: [
        "cls, start, stop=..., step=1, /",
        (_cls: PyClass, start: Value, stop: Value | undefined, step: Value) => newRange(start, stop, step),
      ],
      count: ["self, value, /", (self: PyRange, value: Value) => (contains(self, value) ? 1 : 0)],
      index: [
        "self, value, /",
        (self: PyRange, value: Value) => {
          const found = at(self, value);
          return found < 0 ? raise("ValueError", `${repr(value)} is not in range`) : found;
        },
      ],
    },
    properties: {
      start: (self: PyRange) => self.start,
      stop: (self: PyRange) => self.stop,
      step: (self: PyRange) => self.step,
    },
  });
}

function installSlice(): void {
  defineMembers(sliceClass, {
    methods: {
      __new__: [
        "cls, start, stop=..., step=None, /",
        (_cls: PyClass, start: Value, stop: Value | undefined, step: Value) =>
          stop === undefined ? new PySlice(null, start, null) : new PySlice(start, stop, step),
      ],
      indices: [
        "self, length, /",
        (self: PySlice, length: Value) => {
          const { start, stop, step } = slicePositions(self, smallIndex(length));
          return new PyTuple([start, stop, step]);
        },
      ],
    },
    properties: {
      start: (self: PySlice) => self.start,
      stop: (self: PySlice) => self.stop,
      step: (self: PySlice) => self.step,
    },
  });
}

/** `list`, `tuple`, `range` and `slice`. */
export function installSequenceTypes(): void {
  installList();
  installTuple();
  installRange();
  installSlice();
}
