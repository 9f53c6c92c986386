import { deleteAttribute, setAttribute } from "../protocol/attributes.js";
import { deleteItem, setItem } from "../protocol/get-item.js";
import { iteratorOf, nextOf, plainIterator } from "../protocol/iterate.js";
import { evaluateNow } from "../protocol/run.js";
import type { Expression } from "../syntax/syntax-node.js";
import { raise } from "../values/py-exception.js";
import { PyList, PyTuple } from "../values/py-list.js";
import { typeName, typeOf } from "../values/type-of.js";
import type { Eval, Value } from "../values/value.js";
import { CallCompiler } from "./call-compiler.js";
import { evaluateCode, type Frame } from "./frame.js";

/** Assigns to a target. `now` exists if that never has to wait. */
export interface Setter {
  readonly now: ((frame: Frame, value: Value) => void) | undefined;
  run(frame: Frame, value: Value): Eval<void>;
}

const immediateSetter = (now: (frame: Frame, value: Value) => void): Setter => ({
  now,
  // biome-ignore lint/correctness/useYield: an evaluation that has nothing to wait for
  *run(frame, value) {
    now(frame, value);
  },
});

/** The values for a number of targets, of which one may take the rest. */
function* unpack(value: Value, count: number, star: number): Eval<Value[]> {
  const type = typeOf(value);
  if (
    plainIterator(value) === undefined &&
    type.lookup("__iter__") === undefined &&
    type.lookup("__getitem__") === undefined
  )
    raise("TypeError", `cannot unpack non-iterable ${typeName(value)} object`);
  const iterator = yield* iteratorOf(value);
  const items: Value[] = [];
  for (;;) {
    if (star < 0 && items.length > count) raise("ValueError", `too many values to unpack (expected ${count})`);
    const item = yield* nextOf(iterator);
    if (item === undefined) break;
    items.push(item);
  }
  const needed = star < 0 ? count : count - 1;
  if (items.length < needed) {
    const expected = star < 0 ? `expected ${needed}` : `expected at least ${needed}`;
    raise("ValueError", `not enough values to unpack (${expected}, got ${items.length})`);
  }
  if (star >= 0) {
    const extra = items.length - needed;
    items.splice(star, extra, new PyList(items.slice(star, star + extra)));
  }
  return items;
}

/** Targets of assignments. */
export abstract class TargetCompiler extends CallCompiler {
  protected setter(node: Expression): Setter {
    switch (node.kind) {
      case "Name":
        return immediateSetter(this.nameSetter(node.id));
      case "Attribute": {
        const name = this.scope.mangle(node.attr);
        const object = this.expression(node.value);
        const { now } = object;
        if (now !== undefined) return immediateSetter((frame, value) => setAttribute(now(frame), name, value));
        return {
          now: undefined,
          *run(frame, value) {
            setAttribute(yield* object.run(frame), name, value);
          },
        };
      }
      case "Subscript": {
        const [container, index] = [this.expression(node.value), this.expression(node.slice)];
        const [a, b] = [container.now, index.now];
        if (a !== undefined && b !== undefined)
          return immediateSetter((frame, value) => setItem(a(frame), b(frame), value));
        return {
          now: undefined,
          *run(frame, value) {
            const into = yield* evaluateCode(container, frame);
            setItem(into, yield* evaluateCode(index, frame), value);
          },
        };
      }
      case "Starred":
        return this.setter(node.value);
      case "Tuple":
      case "List":
        return this.#unpacking(node.elts);
      default:
        throw new Error(`${node.kind} is no target`);
    }
  }

  #unpacking(elements: readonly Expression[]): Setter {
    const setters = elements.map((one) => this.setter(one));
    const star = elements.findIndex((one) => one.kind === "Starred");
    const count = setters.length;
    const nows = setters.map((one) => one.now);
    const run = function* (frame: Frame, value: Value): Eval<void> {
      const items = yield* unpack(value, count, star);
      for (const [index, setter] of setters.entries()) {
        if (setter.now !== undefined) setter.now(frame, items[index]);
        else yield* setter.run(frame, items[index]);
      }
    };
    if (!nows.every((one) => one !== undefined)) return { now: undefined, run };
    const all = nows as readonly ((frame: Frame, value: Value) => void)[];
    return {
      run,
      now: (frame, value) => {
        const isPair = (value instanceof PyTuple || value instanceof PyList) && value.pyClass.isNative;
        const items =
          isPair && star < 0 && value.items.length === count
            ? value.items
            : (evaluateNow(unpack(value, count, star)) as Value[]);
        for (let index = 0; index < count; index++) all[index]?.(frame, items[index]);
      },
    };
  }

  /** `del target`. */
  protected deleter(node: Expression): (frame: Frame) => Eval<void> {
    switch (node.kind) {
      case "Name": {
        const set = this.nameSetter(node.id);
        // biome-ignore lint/correctness/useYield: an evaluation that has nothing to wait for
        return function* (frame) {
          set(frame, undefined);
        };
      }
      case "Attribute": {
        const name = this.scope.mangle(node.attr);
        const object = this.expression(node.value);
        return function* (frame) {
          deleteAttribute(yield* evaluateCode(object, frame), name);
        };
      }
      case "Subscript": {
        const [container, index] = [this.expression(node.value), this.expression(node.slice)];
        return function* (frame) {
          const from = yield* evaluateCode(container, frame);
          deleteItem(from, yield* evaluateCode(index, frame));
        };
      }
      case "Tuple":
      case "List": {
        const all = node.elts.map((one) => this.deleter(one));
        return function* (frame) {
          for (const one of all) yield* one(frame);
        };
      }
      default:
        throw new Error(`${node.kind} is no target`);
    }
  }
}
