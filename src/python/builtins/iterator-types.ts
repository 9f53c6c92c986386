import { call, callSpecial } from "../protocol/call.js";
import { codePoints } from "../protocol/code-points.js";
import { same } from "../protocol/equality.js";
import { getItem, lengthOf, requireIndex } from "../protocol/get-item.js";
import { addIntegers, type Integer } from "../protocol/integers.js";
import { closeGenerator, iteratorOf, nextOf, resume } from "../protocol/iterate.js";
import { truth } from "../protocol/truth.js";
import { coroutineClass, generatorClass, iteratorClass } from "../values/classes.js";
import { exceptionClasses } from "../values/exception-classes.js";
import { defineMembers, nativeClass } from "../values/native-class.js";
import { PyClass } from "../values/py-class.js";
import { PyDict } from "../values/py-dict.js";
import { PyException, Raised, raise } from "../values/py-exception.js";
import type { PyCoroutine, PyGenerator } from "../values/py-generator.js";
import { EvaluatedPyIterator, PyIterator } from "../values/py-iterator.js";
import { PyList, PyRange, PyTuple } from "../values/py-list.js";
import { strOf, typeName, typeOf } from "../values/type-of.js";
import type { Eval, Value } from "../values/value.js";

/** `iter(function, sentinel)`: calls until the sentinel comes. */
export const callUntil = (target: Value, sentinel: Value): EvaluatedPyIterator => {
  let isDone = false;
  return new EvaluatedPyIterator(function* () {
    if (isDone) return undefined;
    const value = yield* call(target, []);
    isDone = same(value, sentinel);
    return isDone ? undefined : value;
  });
};

function* nextOrStop(self: Value): Eval {
  const value = yield* nextOf(self);
  return value === undefined ? raise("StopIteration") : value;
}

/** A class of iterators of ours, made by calling it. */
function iteratorType(name: string, signature: string, make: (cls: PyClass, ...args: never[]) => Eval): PyClass {
  const type = nativeClass({
    name,
    module: "builtins",
    bases: [iteratorClass],
    methods: { __new__: [`cls, ${signature}`, make as (...args: never[]) => unknown] },
  });
  return type;
}

function* reversedOf(value: Value): Eval {
  const own = callSpecial(value, "__reversed__");
  if (own !== undefined) return own;
  if (value instanceof PyDict) return PyIterator.over([...value.map.values()].reverse().map((entry) => entry.key));
  const text = strOf(value);
  if (text !== undefined) return PyIterator.over([...codePoints(text)].reverse());
  if (value instanceof PyList || value instanceof PyTuple) {
    let index = value.items.length;
    return new PyIterator(() => {
      index = Math.min(index, value.items.length) - 1;
      return index < 0 ? undefined : value.items[index];
    });
  }
  if (value instanceof PyRange) {
    let index = value.length;
    return new PyIterator(() => (index > 0 ? value.start + value.step * --index : undefined));
  }
  if (value instanceof Uint8Array) return PyIterator.over(value.slice().reverse());
  if (typeOf(value).lookup("__len__") === undefined || typeOf(value).lookup("__getitem__") === undefined)
    raise("TypeError", `'${typeName(value)}' object is not reversible`);
  let index = lengthOf(value);
  return new PyIterator(() => (index > 0 ? getItem(value, --index) : undefined));
}

/** The iterator classes that scripts call. */
export function iteratorTypes(): Readonly<Record<string, PyClass>> {
  return {
    enumerate: iteratorType(
      "enumerate",
      "iterable, start=0",
      function* (cls: PyClass, iterable: Value, start: Value): Eval {
        const iterator = yield* iteratorOf(iterable);
        let count: Integer = requireIndex(start);
        return new EvaluatedPyIterator(function* () {
          const item = yield* nextOf(iterator);
          if (item === undefined) return undefined;
          const pair = new PyTuple([count, item]);
          count = addIntegers(count, 1);
          return pair;
        }, cls);
      },
    ),
    zip: iteratorType(
      "zip",
      "*iterables, strict=False",
      function* (cls: PyClass, iterables: readonly Value[], strict: Value): Eval {
        const iterators: Value[] = [];
        for (const one of iterables) iterators.push(yield* iteratorOf(one));
        return new EvaluatedPyIterator(() => zipStep(iterators, truth(strict)), cls);
      },
    ),
    map: iteratorType(
      "map",
      "func, *iterables",
      function* (cls: PyClass, target: Value, iterables: readonly Value[]): Eval {
        if (iterables.length === 0) raise("TypeError", "map() must have at least two arguments.");
        const iterators: Value[] = [];
        for (const one of iterables) iterators.push(yield* iteratorOf(one));
        return new EvaluatedPyIterator(function* () {
          const args: Value[] = [];
          for (const one of iterators) {
            const item = yield* nextOf(one);
            if (item === undefined) return undefined;
            args.push(item);
          }
          return yield* call(target, args);
        }, cls);
      },
    ),
    filter: iteratorType(
      "filter",
      "function, iterable",
      function* (cls: PyClass, target: Value, iterable: Value): Eval {
        const iterator = yield* iteratorOf(iterable);
        return new EvaluatedPyIterator(function* () {
          for (;;) {
            const item = yield* nextOf(iterator);
            if (item === undefined) return undefined;
            if (truth(target === null ? item : yield* call(target, [item]))) return item;
          }
        }, cls);
      },
    ),
    reversed: iteratorType("reversed", "sequence, /", function* (_cls: PyClass, value: Value): Eval {
      return yield* reversedOf(value);
    }),
  };
}

function* zipStep(iterators: readonly Value[], strict: boolean): Eval<Value | undefined> {
  if (iterators.length === 0) return undefined;
  const items: Value[] = [];
  for (const [index, one] of iterators.entries()) {
    const item = yield* nextOf(one);
    if (item !== undefined) {
      items.push(item);
      continue;
    }
    if (!strict) return undefined;
    const others = (count: number): string => (count === 1 ? "argument 1" : `arguments 1-${count}`);
    if (index > 0) raise("ValueError", `zip() argument ${index + 1} is shorter than ${others(index)}`);
    for (const [after, other] of iterators.entries())
      if (after > 0 && (yield* nextOf(other)) !== undefined)
        raise("ValueError", `zip() argument ${after + 1} is longer than ${others(after)}`);
    return undefined;
  }
  return new PyTuple(items);
}

/** The exception that `generator.throw` gets, in any of its forms. */
function* thrownOf(type: Value, value: Value): Eval<Raised> {
  if (type instanceof PyException) return new Raised(type);
  if (type instanceof PyClass && type.isSubclassOf(exceptionClasses.BaseException)) {
    if (value instanceof PyException) return new Raised(value);
    const made = yield* call(type, value === null ? [] : value instanceof PyTuple ? value.items : [value]);
    if (made instanceof PyException) return new Raised(made);
  }
  raise("TypeError", `exceptions must be classes or instances deriving from BaseException, not ${typeName(type)}`);
}

function* stepOf(self: PyGenerator, step: Parameters<typeof resume>[1]): Eval {
  const { done, value } = yield* resume(self, step);
  if (!done) return value;
  throw new Raised(new PyException(exceptionClasses.StopIteration, value === null ? [] : [value]));
}

/** Iterators, generators and coroutines. */
export function installIteratorTypes(): void {
  const own = { __iter__: ["self, /", (self: Value) => self], __next__: ["self, /", nextOrStop] } as const;
  defineMembers(iteratorClass, {
    methods: {
      ...own,
      __length_hint__: ["self, /", (self: Value) => (self instanceof PyIterator ? (self.remaining?.() ?? 0) : 0)],
    },
  });
  defineMembers(generatorClass, {
    methods: {
      __iter__: own.__iter__,
      __next__: [
        "self, /",
        function* (self: PyGenerator): Eval {
          return yield* stepOf(self, { kind: "next", value: null });
        },
      ],
      send: [
        "self, value, /",
        function* (self: PyGenerator, value: Value): Eval {
          return yield* stepOf(self, { kind: "next", value });
        },
      ],
      throw: [
        "self, type, value=None, traceback=None, /",
        function* (self: PyGenerator, type: Value, value: Value): Eval {
          return yield* stepOf(self, { kind: "throw", error: yield* thrownOf(type, value) });
        },
      ],
      close: [
        "self, /",
        function* (self: PyGenerator): Eval {
          yield* closeGenerator(self);
          return null;
        },
      ],
    },
    properties: {
      __name__: (self: PyGenerator) => self.name,
      __qualname__: (self: PyGenerator) => self.qualname,
      gi_running: (self: PyGenerator) => self.state === "running",
    },
  });
  defineMembers(coroutineClass, {
    methods: {
      // It cannot be resumed halfway here, so it runs to its end.
      send: [
        "self, value, /",
        function* (self: PyCoroutine): Eval {
          if (self.isDone) raise("RuntimeError", "cannot reuse already awaited coroutine");
          self.isDone = true;
          const value = yield self.body;
          throw new Raised(new PyException(exceptionClasses.StopIteration, value === null ? [] : [value]));
        },
      ],
      close: [
        "self, /",
        (self: PyCoroutine) => {
          self.isDone = true;
          return null;
        },
      ],
    },
    properties: { __name__: (self: PyCoroutine) => self.name },
  });
}
