import { exceptionClasses } from "../values/exception-classes.js";
import { PyDict, PySet } from "../values/py-dict.js";
import { PyException, Raised, raise } from "../values/py-exception.js";
import { PyGenerator } from "../values/py-generator.js";
import { EvaluatedPyIterator, PyIterator } from "../values/py-iterator.js";
import { PyByteArray, PyList, PyRange, PyTuple } from "../values/py-list.js";
import { strOf, typeName, typeOf } from "../values/type-of.js";
import { type Eval, pauseSignal, Signal, type Value } from "../values/value.js";
import { callBound } from "./call.js";
import { codePoints } from "./code-points.js";
import { bytesOf } from "./equality.js";
import { activeRun, evaluateNow, reserve, toRaised } from "./run.js";

/** An iterator over the keys of a dictionary or the values of a set, which may not change meanwhile. */
export function entryIterator<Entry>(
  entries: PyDict | PySet,
  values: Iterable<Entry>,
  shown: (entry: Entry) => Value,
): PyIterator {
  const iterator = values[Symbol.iterator]();
  const size = entries.size;
  const word = entries instanceof PyDict ? "dictionary" : "Set";
  let done = false;
  return new PyIterator(() => {
    if (done) return undefined;
    if (entries.size !== size) raise("RuntimeError", `${word} changed size during iteration`);
    const step = iterator.next();
    if (step.done === true) {
      done = true;
      return undefined;
    }
    return shown(step.value);
  });
}

/** An iterator over a built-in container, when the value's class does not have an `__iter__` of its own. */
export function plainIterator(value: Value): PyIterator | undefined {
  if (value instanceof PyIterator) return value;
  if (value instanceof PyList) {
    if (hasOwnIteration(value)) return undefined;
    let index = 0;
    return new PyIterator(
      () => (index < value.items.length ? value.items[index++] : undefined),
      undefined,
      () => Math.max(0, value.items.length - index),
    );
  }
  if (value instanceof PyTuple) {
    if (hasOwnIteration(value)) return undefined;
    let index = 0;
    return new PyIterator(
      () => value.items[index++],
      undefined,
      () => Math.max(0, value.items.length - index),
    );
  }
  if (value instanceof PyDict)
    return hasOwnIteration(value) ? undefined : entryIterator(value, value.map.values(), (entry) => entry.key);
  if (value instanceof PySet)
    return hasOwnIteration(value) ? undefined : entryIterator(value, value.map.values(), (item) => item);
  if (value instanceof PyRange) {
    let index = 0;
    return new PyIterator(
      () => (index < value.length ? value.start + value.step * index++ : undefined),
      undefined,
      () => value.length - index,
    );
  }
  const text = strOf(value);
  if (text !== undefined) return hasOwnIteration(value) ? undefined : PyIterator.over(codePoints(text));
  if (value instanceof PyByteArray) {
    let index = 0;
    return new PyIterator(
      () => value.bytes[index++],
      undefined,
      () => Math.max(0, value.bytes.length - index),
    );
  }
  const bytes = bytesOf(value);
  return bytes === undefined ? undefined : PyIterator.over(bytes);
}

/** Whether a script's subclass of a container iterates in its own way. */
function hasOwnIteration(value: Value): boolean {
  const type = typeOf(value);
  return !type.isNative && type.ownerOf("__iter__")?.isNative === false;
}

/** `iter(value)`. */
export function* iteratorOf(value: Value): Eval {
  const plain = plainIterator(value);
  if (plain !== undefined) return plain;
  if (value instanceof PyGenerator || value instanceof EvaluatedPyIterator) return value;
  const type = typeOf(value);
  const special = type.lookup("__iter__");
  if (special !== undefined && special !== null) {
    const iterator = yield* callBound(special, value, []);
    if (isIterator(iterator)) return iterator;
    raise("TypeError", `iter() returned non-iterator of type '${typeName(iterator)}'`);
  }
  const getItem = type.lookup("__getitem__");
  if (getItem === undefined || special === null) raise("TypeError", `'${type.shownName}' object is not iterable`);
  let index = 0;
  return new EvaluatedPyIterator(function* () {
    try {
      return yield* callBound(getItem, value, [index++]);
    } catch (error) {
      if (isRaised(error, "IndexError") || isRaised(error, "StopIteration")) return undefined;
      throw error;
    }
  });
}

/** Whether `iter(value)` has an iterator to return. */
export const isIterable = (value: Value): boolean => {
  const type = typeOf(value);
  const own = type.lookup("__iter__");
  return own === undefined ? type.lookup("__getitem__") !== undefined : own !== null;
};

export const isIterator = (value: Value): boolean =>
  value instanceof PyIterator ||
  value instanceof EvaluatedPyIterator ||
  value instanceof PyGenerator ||
  typeOf(value).lookup("__next__") !== undefined;

/** Whether an error is a Python exception of a class. */
export function isRaised(error: unknown, name: keyof typeof exceptionClasses): boolean {
  return toRaised(error)?.exception.pyClass.isSubclassOf(exceptionClasses[name]) === true;
}

/** The next value of an iterator, `undefined` after the last. */
export function* nextOf(iterator: Value): Eval<Value | undefined> {
  if (iterator instanceof PyIterator) return iterator.next();
  if (iterator instanceof EvaluatedPyIterator) return yield* iterator.next();
  if (iterator instanceof PyGenerator) {
    const step = yield* resume(iterator, { kind: "next", value: null });
    return step.done ? undefined : step.value;
  }
  const special = typeOf(iterator).lookup("__next__");
  if (special === undefined) raise("TypeError", `'${typeName(iterator)}' object is not an iterator`);
  try {
    return yield* callBound(special, iterator, []);
  } catch (error) {
    if (isRaised(error, "StopIteration")) return undefined;
    throw error;
  }
}

/** All values of an iterable. */
export function* listOf(value: Value): Eval<Value[]> {
  if ((value instanceof PyList || value instanceof PyTuple) && !hasOwnIteration(value)) {
    reserve(value.items.length);
    return value.items.slice();
  }
  if (value instanceof PyRange) reserve(value.length);
  const iterator = yield* iteratorOf(value);
  const items: Value[] = [];
  const run = activeRun();
  const plain = iterator instanceof PyIterator ? iterator : undefined;
  for (;;) {
    const item = plain === undefined ? yield* nextOf(iterator) : plain.next();
    if (item === undefined) return items;
    items.push(item);
    if ((items.length & 4095) === 0) reserve(4096);
    if (items.length > run.limits.valueSize) raise("MemoryError");
    if (run.tick()) yield pauseSignal;
  }
}

/** All values of an iterable that must not wait by Python's rules. */
export const listNow = (value: Value): Value[] => evaluateNow(listOf(value)) as Value[];

/** The value or exception that a generator is resumed with. */
export type Resumption =
  | { readonly kind: "next"; readonly value: Value }
  | { readonly kind: "throw"; readonly error: unknown }
  | { readonly kind: "return" };

export interface GeneratorStep {
  readonly done: boolean;
  readonly value: Value;
}

/** Resumes a generator up to its next `yield` or its end. */
export function* resume(generator: PyGenerator, resumption: Resumption): Eval<GeneratorStep> {
  if (generator.state === "running") raise("ValueError", "generator already executing");
  if (generator.state === "closed") {
    if (resumption.kind === "throw") throw resumption.error;
    return { done: true, value: null };
  }
  if (generator.state === "created") {
    if (resumption.kind === "next" && resumption.value !== null)
      raise("TypeError", "can't send non-None value to a just-started generator");
    if (resumption.kind !== "next") {
      generator.state = "closed";
      generator.body.return(null);
      if (resumption.kind === "throw") throw resumption.error;
      return { done: true, value: null };
    }
  }
  generator.state = "running";
  let input: Resumption = resumption;
  try {
    for (;;) {
      const step: IteratorResult<unknown, Value> =
        input.kind === "next"
          ? generator.body.next(input.value)
          : input.kind === "throw"
            ? generator.body.throw(input.error)
            : generator.body.throw(new Raised(new PyException(exceptionClasses.GeneratorExit)));
      if (step.done === true) {
        generator.state = "closed";
        return { done: true, value: step.value };
      }
      const suspension = step.value;
      if (suspension instanceof Signal && suspension.kind === "yield") {
        generator.state = "suspended";
        return { done: false, value: suspension.value };
      }
      // The caller waits with the body.
      try {
        input = { kind: "next", value: yield suspension as Signal };
      } catch (error) {
        input = { kind: "throw", error };
      }
    }
  } catch (error) {
    generator.state = "closed";
    if (isRaised(error, "StopIteration")) {
      const stop = new PyException(exceptionClasses.RuntimeError, ["generator raised StopIteration"]);
      stop.cause = (error as Raised).exception;
      stop.context = stop.cause;
      throw new Raised(stop);
    }
    throw error;
  }
}

/** `generator.close()`. */
export function* closeGenerator(generator: PyGenerator): Eval<void> {
  try {
    const step = yield* resume(generator, { kind: "return" });
    if (!step.done) raise("RuntimeError", "generator ignored GeneratorExit");
  } catch (error) {
    if (!isRaised(error, "GeneratorExit")) throw error;
  }
}

/** Goes through an iterable until `visit` returns false. */
export function* forEach(iterable: Value, visit: (item: Value) => boolean): Eval<void> {
  const iterator = yield* iteratorOf(iterable);
  const run = activeRun();
  for (;;) {
    const item = yield* nextOf(iterator);
    if (item === undefined) return;
    if (!visit(item)) return;
    if (run.tick()) yield pauseSignal;
  }
}
