import { iteratorClass } from "./classes.js";
import type { PyClass } from "./py-class.js";
import { PyInstance } from "./py-instance.js";
import type { Eval, Value } from "./value.js";

/** An iterator of ours that needs no evaluation for its next value. */
export class PyIterator extends PyInstance {
  /** The next value, `undefined` after the last. */
  readonly next: () => Value | undefined;
  /** `__length_hint__`, where it is known. */
  readonly remaining: (() => number) | undefined;

  constructor(next: () => Value | undefined, pyClass: PyClass = iteratorClass, remaining?: () => number) {
    super(pyClass);
    this.next = next;
    this.remaining = remaining;
  }

  static over(values: Iterable<Value>, pyClass: PyClass = iteratorClass): PyIterator {
    const iterator = values[Symbol.iterator]();
    return new PyIterator(() => {
      const step = iterator.next();
      return step.done === true ? undefined : step.value;
    }, pyClass);
  }
}

/** An iterator of ours whose next value is evaluated, as that of `map(function, …)`. */
export class EvaluatedPyIterator extends PyInstance {
  readonly next: () => Eval<Value | undefined>;

  constructor(next: () => Eval<Value | undefined>, pyClass: PyClass = iteratorClass) {
    super(pyClass);
    this.next = next;
  }
}
