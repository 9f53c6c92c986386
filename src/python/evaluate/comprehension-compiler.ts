import { dictSet, setAdd } from "../protocol/dict-set.js";
import { iteratorOf, nextOf } from "../protocol/iterate.js";
import { truth } from "../protocol/truth.js";
import type { Comprehended, Expression } from "../syntax/syntax-node.js";
import { PyDict, PySet } from "../values/py-dict.js";
import { Cell } from "../values/py-function.js";
import { PyGenerator } from "../values/py-generator.js";
import { PyIterator } from "../values/py-iterator.js";
import { PyList } from "../values/py-list.js";
import { type Eval, pauseSignal, Signal, type Value } from "../values/value.js";
import { type Code, evaluateCode, evaluated, Frame, type FrameLayout, immediate } from "./frame.js";
import { type Setter, TargetCompiler } from "./target-compiler.js";
import { traced } from "./traced.js";

/** One `for` of a comprehension with its conditions. */
interface Loop {
  readonly target: Setter;
  /** Of the first one it is evaluated outside. */
  readonly iterable: Code;
  readonly conditions: readonly Code[];
}

/** The slots of the outer frame with the cells that an inner scope uses, and their slots inside. */
export function closureSlots(
  outer: FrameLayout,
  inner: FrameLayout,
  free: Iterable<string>,
): readonly { readonly from: number; readonly to: number }[] {
  return [...free].map((name) => ({
    from: outer.slots.get(name) as number,
    to: inner.slots.get(name) as number,
  }));
}

/** Comprehensions and generator expressions, each with a scope of its own. */
export abstract class ComprehensionCompiler extends TargetCompiler {
  protected override comprehensionCode(node: Comprehended): Code {
    const scope = this.scopeOf(node);
    const layout = this.layoutOf(scope, []);
    const closure = closureSlots(this.layout, layout, scope.free);
    const own = [...scope.captured].map((name) => layout.slots.get(name) as number);
    const outermost = this.expression(node.generators[0]?.iter as Expression);
    if (node.generators.some((one) => one.isAsync)) this.unsupported("an asynchronous comprehension is", node.at);
    const line = this.source.lineOf(node.at);
    const { loops, element, value } = this.within(scope, layout, this.prefix, () => ({
      loops: node.generators.map(
        (one): Loop => ({
          target: this.setter(one.target),
          iterable: one === node.generators[0] ? immediate(() => null) : this.expression(one.iter),
          conditions: one.ifs.map((condition) => this.expression(condition)),
        }),
      ),
      element: this.expression(node.elt),
      value: node.value === null ? undefined : this.expression(node.value),
    }));
    const open = (frame: Frame): Frame => {
      const variables: Value[] = new Array(layout.slots.size);
      for (const slot of own) variables[slot] = new Cell();
      for (const { from, to } of closure) variables[to] = frame.variables[from];
      const inner = new Frame(layout, frame.run, variables, frame.globals, frame.builtins, undefined);
      inner.line = line;
      return inner;
    };
    if (node.kind === "GeneratorExp")
      return evaluated(function* (frame) {
        const iterator = yield* iteratorOf(yield* evaluateCode(outermost, frame));
        const inner = open(frame);
        return new PyGenerator(generate(loops, element, iterator, inner), "<genexpr>", "<genexpr>");
      });
    const { kind } = node;
    return evaluated(function* (frame) {
      const iterator = yield* iteratorOf(yield* evaluateCode(outermost, frame));
      const inner = open(frame);
      if (kind === "DictComp") {
        const dict = new PyDict();
        yield* walk(loops, 0, iterator, inner, function* () {
          const key = yield* evaluateCode(element, inner);
          dictSet(dict, key, yield* evaluateCode(value as Code, inner));
        });
        return dict;
      }
      if (kind === "SetComp") {
        const set = new PySet();
        yield* walk(loops, 0, iterator, inner, function* () {
          setAdd(set, yield* evaluateCode(element, inner));
        });
        return set;
      }
      const list = new PyList();
      const { now } = element;
      yield* walk(loops, 0, iterator, inner, function* () {
        list.items.push(now === undefined ? yield* element.run(inner) : now(inner));
      });
      return list;
    });
  }
}

function* generate(loops: readonly Loop[], element: Code, iterator: Value, inner: Frame): Eval {
  try {
    yield* walk(loops, 0, iterator, inner, function* () {
      yield new Signal("yield", yield* evaluateCode(element, inner));
    });
  } catch (error) {
    throw traced(error, inner);
  }
  return null;
}

function* walk(
  loops: readonly Loop[],
  depth: number,
  iterator: Value,
  inner: Frame,
  visit: () => Eval<void>,
): Eval<void> {
  const { target, conditions } = loops[depth] as Loop;
  const next = loops[depth + 1];
  for (;;) {
    const item = iterator instanceof PyIterator ? iterator.next() : yield* nextOf(iterator);
    if (item === undefined) return;
    if (inner.run.tick()) yield pauseSignal;
    if (target.now !== undefined) target.now(inner, item);
    else yield* target.run(inner, item);
    let holds = true;
    for (const condition of conditions) {
      holds = truth(condition.now === undefined ? yield* condition.run(inner) : condition.now(inner));
      if (!holds) break;
    }
    if (!holds) continue;
    if (next === undefined) yield* visit();
    else yield* walk(loops, depth + 1, yield* iteratorOf(yield* evaluateCode(next.iterable, inner)), inner, visit);
  }
}
