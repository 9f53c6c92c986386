import { getAttribute } from "../protocol/attributes.js";
import { begin, call, callNative, isMadeByHost, makeByHost } from "../protocol/call.js";
import { listOf } from "../protocol/iterate.js";
import { text } from "../protocol/text.js";
import type { Call, Expression, Keyword } from "../syntax/syntax-node.js";
import { objectClass } from "../values/classes.js";
import { PyClass } from "../values/py-class.js";
import { SuperDescriptor } from "../values/py-descriptor.js";
import { PyDict } from "../values/py-dict.js";
import { raise } from "../values/py-exception.js";
import { NativeFunction, PyFunction, PyMethod } from "../values/py-function.js";
import { PyInstance } from "../values/py-instance.js";
import { PyModule } from "../values/py-module.js";
import { strOf, typeName, typeOf } from "../values/type-of.js";
import { type Eval, type Keywords, pauseSignal, type Value } from "../values/value.js";
import { ExpressionCompiler } from "./expression-compiler.js";
import { beginCode, begun, type Code, evaluateCode, type Frame, Pending } from "./frame.js";
import { mergeMapping } from "./merge-mapping.js";

/** A method that can be called with its object as first argument, so that no bound method is needed for the call. */
export function directMethod(self: Value, name: string): NativeFunction | PyFunction | undefined {
  if (self instanceof PyClass || self instanceof SuperDescriptor || self instanceof PyModule) return undefined;
  const type = typeOf(self);
  const found = type.lookup(name);
  if (!(found instanceof NativeFunction || found instanceof PyFunction)) return undefined;
  if (self instanceof PyInstance && self.attributes?.getName(name) !== undefined) return undefined;
  const special = type.lookup("__getattribute__");
  return special === undefined || special === objectClass.attributes.get("__getattribute__") ? found : undefined;
}

/** The name of a function in a message about its arguments. */
function calledName(target: Value): string {
  if (target instanceof PyMethod) return calledName(target.target);
  if (target instanceof PyFunction) return `${target.qualname}()`;
  if (target instanceof NativeFunction) return `${target.name}()`;
  return target instanceof PyClass ? `${target.name}()` : `${typeName(target)} object`;
}

/** Waits for the result of a native function. */
function* awaited(promise: Promise<Value>): Eval {
  return yield promise;
}

/** Calls a function of the script, or another value whose call may have to wait. */
function* callInTurn(target: Value, args: readonly Value[], keywords: Keywords | null, frame: Frame): Eval {
  if (!(target instanceof PyFunction)) return yield* call(target, args, keywords);
  if (frame.run.tick()) yield pauseSignal;
  const begun = begin(target, args, keywords);
  return begun instanceof PyInstance ? begun : yield begun;
}

/** Calls a native function or class without a generator. Any other call, and one that has to wait, is returned as pending. */
function invoke(target: Value, args: readonly Value[], keywords: Keywords | null, frame: Frame): Value | Pending {
  const isFunction = target instanceof NativeFunction;
  if (!isFunction && !(target instanceof PyClass && isMadeByHost(target)))
    return new Pending(callInTurn(target, args, keywords, frame));
  const result = isFunction ? callNative(target, args, keywords) : makeByHost(target, args, keywords);
  if (isFunction && target.isEvaluation) return new Pending(result as Eval);
  return result instanceof Promise ? new Pending(awaited(result)) : result;
}

/** The parts of a call, compiled. */
export interface CallParts {
  /** The function, or the object whose method is called. */
  readonly target: Code;
  readonly method: string | undefined;
  readonly args: readonly Code[];
  readonly isStarred: readonly boolean[];
  /** A keyword without a name is `**mapping`. */
  readonly keywords: readonly { readonly name: string | null; readonly code: Code }[];
  readonly line: number;
}

/** The code of a call. */
export function callOf({ target, method, args, isStarred, keywords, line }: CallParts): Code {
  const operands = [...args, ...keywords.map((one) => one.code)];
  const names = keywords.map((one) => one.name);
  const isPlain = !isStarred.includes(true) && !names.includes(null) && new Set(names).size === names.length;
  const gather = gatherCode(args, isStarred);
  const named = keywordsCode(keywords);
  const put = (values: Value[], given: Map<string, Value> | null, at: number, value: Value): void => {
    if (at < args.length) values.push(value);
    else given?.set(names[at - args.length] as string, value);
  };
  const invokeHere = (
    frame: Frame,
    callee: Value,
    values: readonly Value[],
    given: Keywords | null,
  ): Value | Pending => {
    frame.line = line;
    frame.run.frame = frame;
    return invoke(callee, values, given, frame);
  };
  /** Continues a call at the operand whose evaluation is pending. */
  const resume = function* (
    frame: Frame,
    callee: Value,
    values: Value[],
    given: Map<string, Value> | null,
    from: number,
    pending: Pending,
  ): Eval {
    let value = yield* pending.rest;
    for (let at = from; ; value = yield* evaluateCode(operands[at] as Code, frame)) {
      put(values, given, at, value);
      if (++at === operands.length) break;
    }
    const result = invokeHere(frame, callee, values, given);
    return result instanceof Pending ? yield* result.rest : result;
  };
  const gathered = function* (frame: Frame, callee: Value, values: Value[]): Eval {
    yield* gather(frame, values, callee);
    const given = names.length === 0 ? null : yield* named(frame, callee);
    const result = invokeHere(frame, callee, values, given);
    return result instanceof Pending ? yield* result.rest : result;
  };
  const callWith = (object: Value, frame: Frame): Value | Pending => {
    let callee = object;
    const values: Value[] = [];
    if (method !== undefined) {
      const direct = directMethod(object, method);
      if (direct === undefined) {
        frame.line = line;
        callee = getAttribute(object, method);
      } else {
        values.push(object);
        callee = direct;
      }
    }
    if (!isPlain) return new Pending(gathered(frame, callee, values));
    const given = names.length === 0 ? null : new Map<string, Value>();
    for (let at = 0; at < operands.length; at++) {
      const value = beginCode(operands[at] as Code, frame);
      if (value instanceof Pending) return new Pending(resume(frame, callee, values, given, at, value));
      put(values, given, at, value);
    }
    return invokeHere(frame, callee, values, given);
  };
  const callLater = function* (frame: Frame, object: Pending): Eval {
    const result = callWith(yield* object.rest, frame);
    return result instanceof Pending ? yield* result.rest : result;
  };
  return begun((frame) => {
    const object = beginCode(target, frame);
    return object instanceof Pending ? new Pending(callLater(frame, object)) : callWith(object, frame);
  });
}

/** Arguments that include `*values`. */
function gatherCode(
  args: readonly Code[],
  isStarred: readonly boolean[],
): (frame: Frame, values: Value[], callee: Value) => Eval<void> {
  return function* (frame, values, callee) {
    for (const [index, one] of args.entries()) {
      const value = yield* evaluateCode(one, frame);
      if (isStarred[index] !== true) values.push(value);
      else {
        const type = typeOf(value);
        if (type.lookup("__iter__") === undefined && type.lookup("__getitem__") === undefined)
          raise("TypeError", `${calledName(callee)} argument after * must be an iterable, not ${type.shownName}`);
        for (const item of yield* listOf(value)) values.push(item);
      }
    }
  };
}

/** Calls. */
export abstract class CallCompiler extends ExpressionCompiler {
  protected override callCode(node: Call): Code {
    const line = this.source.lineOf(node.end - 1);
    const first = this.source.lineOf(node.at);
    const { func } = node;
    const method = func.kind === "Attribute" ? this.scope.mangle(func.attr) : undefined;
    const target = this.expression(func.kind === "Attribute" ? func.value : func);
    return callOf({
      target,
      method,
      args: node.args.map((one) => this.expression(one.kind === "Starred" ? one.value : one)),
      isStarred: node.args.map((one) => one.kind === "Starred"),
      keywords: node.keywords.map((one) => ({ name: one.arg, code: this.expression(one.value) })),
      // Python reports the line where the call begins.
      line: Math.min(first, line),
    });
  }

  /** The keyword arguments of a class statement, or of another call that the evaluator makes itself. */
  protected keywordsOf(nodes: readonly Keyword[]): (frame: Frame, callee: Value) => Eval<Map<string, Value>> {
    return keywordsCode(nodes.map((one) => ({ name: one.arg, code: this.expression(one.value) })));
  }

  /** Positional arguments, `*values` spread out. */
  protected positionalOf(nodes: readonly Expression[]): (frame: Frame, callee: Value) => Eval<Value[]> {
    const gather = gatherCode(
      nodes.map((one) => this.expression(one.kind === "Starred" ? one.value : one)),
      nodes.map((one) => one.kind === "Starred"),
    );
    return function* (frame, callee) {
      const values: Value[] = [];
      yield* gather(frame, values, callee);
      return values;
    };
  }
}

function keywordsCode(
  keywords: readonly { readonly name: string | null; readonly code: Code }[],
): (frame: Frame, callee: Value) => Eval<Map<string, Value>> {
  return function* (frame, callee) {
    const given = new Map<string, Value>();
    const add = (name: string, value: Value): void => {
      if (given.has(name))
        raise("TypeError", `${calledName(callee)} got multiple values for keyword argument '${name}'`);
      given.set(name, value);
    };
    for (const { name, code } of keywords) {
      const value = yield* evaluateCode(code, frame);
      if (name !== null) {
        add(name, value);
        continue;
      }
      const entries = new PyDict();
      yield* mergeMapping(
        entries,
        value,
        () => `${calledName(callee)} argument after ** must be a mapping, not ${typeName(value)}`,
      );
      for (const entry of entries.map.values()) {
        const key = strOf(entry.key);
        if (key === undefined) raise("TypeError", "keywords must be strings");
        add(text(key), entry.value);
      }
    }
    return given;
  };
}
