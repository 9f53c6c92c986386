import { findAttribute } from "../protocol/attributes.js";
import { call, callBound } from "../protocol/call.js";
import { isRaised, iteratorOf, nextOf, resume } from "../protocol/iterate.js";
import { toRaised } from "../protocol/run.js";
import { raise } from "../values/py-exception.js";
import { PyCoroutine, PyGenerator } from "../values/py-generator.js";
import { PyIterator } from "../values/py-iterator.js";
import { typeName, typeOf } from "../values/type-of.js";
import { type Eval, Signal, type Value } from "../values/value.js";

/** `await value`. */
export function* awaitValue(value: Value): Eval {
  if (value instanceof PyCoroutine) {
    if (value.isDone) raise("RuntimeError", "cannot reuse already awaited coroutine");
    value.isDone = true;
    return yield value.body;
  }
  const special = typeOf(value).lookup("__await__");
  if (special === undefined) raise("TypeError", `object ${typeName(value)} can't be used in 'await' expression`);
  const iterator = yield* iteratorOf(yield* callBound(special, value, []));
  if (iterator instanceof PyGenerator) {
    // No caller would receive the values of such a generator, so it runs to its end.
    for (;;) {
      const step = yield* resume(iterator, { kind: "next", value: null });
      if (step.done) return step.value;
    }
  }
  while ((yield* nextOf(iterator)) !== undefined);
  return null;
}

/** `yield from iterable`: values, `send` and `throw` go through to the inner iterator. */
export function* delegate(iterable: Value): Eval {
  const iterator = yield* iteratorOf(iterable);
  let sent: Value = null;
  let thrown: unknown;
  for (;;) {
    let value: Value;
    if (iterator instanceof PyGenerator) {
      const step: { readonly done: boolean; readonly value: Value } = yield* resume(
        iterator,
        thrown === undefined ? { kind: "next", value: sent } : { kind: "throw", error: thrown },
      );
      if (step.done) return step.value;
      value = step.value;
    } else {
      if (thrown !== undefined) {
        const raised = toRaised(thrown);
        const method = iterator instanceof PyIterator ? undefined : findAttribute(iterator, "throw");
        if (method === undefined || raised === undefined) throw thrown;
        value = yield* call(method, [raised.exception]);
      } else {
        try {
          const send = sent === null ? undefined : findAttribute(iterator, "send");
          const next: Value | undefined = send === undefined ? yield* nextOf(iterator) : yield* call(send, [sent]);
          if (next === undefined) return null;
          value = next;
        } catch (error) {
          if (!isRaised(error, "StopIteration")) throw error;
          return toRaised(error)?.exception.args.items[0] ?? null;
        }
      }
    }
    thrown = undefined;
    try {
      sent = yield new Signal("yield", value);
    } catch (error) {
      thrown = error;
    }
  }
}
