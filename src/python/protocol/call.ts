import { typeClass } from "../values/classes.js";
import { PyClass } from "../values/py-class.js";
import { ClassMethodDescriptor, StaticMethodDescriptor } from "../values/py-descriptor.js";
import { PyDict } from "../values/py-dict.js";
import { raise } from "../values/py-exception.js";
import { Cell, NativeFunction, native, PyFunction, PyMethod } from "../values/py-function.js";
import { PyCoroutine, PyGenerator } from "../values/py-generator.js";
import { PyInstance, PyObject } from "../values/py-instance.js";
import { PyTuple } from "../values/py-list.js";
import { typeName, typeOf } from "../values/type-of.js";
import { type Eval, type Keywords, pauseSignal, type Value } from "../values/value.js";
import { layoutOf } from "./native-layout.js";
import { activeRun, evaluateNow } from "./run.js";
import { bindArguments, signatureOf } from "./signature.js";

/** The variables of a call: its arguments in their slots, and cells for variables that inner functions share. */
function variablesOf(target: PyFunction, args: readonly Value[], keywords: Keywords | null): (Value | undefined)[] {
  const { code } = target;
  const { parameters, targets } = code;
  const variables: (Value | undefined)[] = new Array(code.slots);
  const count = parameters.positional.length;
  if (
    keywords === null &&
    args.length === count &&
    parameters.keywordOnly.length === 0 &&
    parameters.rest === undefined &&
    parameters.keywords === undefined
  ) {
    for (let index = 0; index < count; index++) variables[targets[index] as number] = args[index];
  } else {
    const first = count - target.defaults.length;
    const indexOf = (name: string): number => parameters.positional.indexOf(name);
    const bound = bindArguments(
      target.qualname,
      parameters,
      (name) => indexOf(name) >= first || target.keywordDefaults.has(name),
      (name) => (indexOf(name) >= first ? target.defaults[indexOf(name) - first] : target.keywordDefaults.get(name)),
      args,
      keywords,
    );
    let at = 0;
    for (const value of bound.values) variables[targets[at++] as number] = value;
    if (parameters.rest !== undefined) variables[targets[at++] as number] = new PyTuple(bound.rest);
    if (parameters.keywords !== undefined) variables[targets[at] as number] = PyDict.fromNames(bound.keywords);
  }
  for (const slot of code.cells) {
    const cell = new Cell();
    cell.value = variables[slot];
    variables[slot] = cell;
  }
  for (let index = 0; index < code.free.length; index++) variables[code.free[index] as number] = target.closure[index];
  return variables;
}

/** Begins a function of a script: an evaluation of its body, or the generator or coroutine that a call makes. */
export function begin(target: PyFunction, args: readonly Value[], keywords: Keywords | null): Eval | PyInstance {
  const variables = variablesOf(target, args, keywords);
  const body = target.code.start(variables, target);
  switch (target.code.kind) {
    case "function":
      return body;
    case "generator":
      return new PyGenerator(body, target.name, target.qualname);
    case "coroutine":
      return new PyCoroutine(body, target.name, target.qualname);
    case "async generator":
      raise("NotImplementedError", "asynchronous generators are not supported");
  }
}

/** Calls a function of ours; the result may be a promise, or an evaluation if the function is marked so. */
export function callNative(target: NativeFunction, args: readonly Value[], keywords: Keywords | null): unknown {
  const signature = target.signature ?? signatureOf(target);
  const implementation = target.implementation as (...values: unknown[]) => unknown;
  const { positional, defaults } = signature;
  if (keywords === null && signature.rest === undefined && signature.keywordOnly.length === 0) {
    if (args.length === positional.length && signature.keywords === undefined) return implementation(...args);
  }
  signature.layout ??= layoutOf(signature);
  const given = signature.layout.valuesOf(args, keywords);
  if (given !== undefined) return implementation(...given);
  const name = target.owner === undefined ? target.name : `${target.owner.name}.${target.name}`;
  const bound = bindArguments(
    name,
    signature,
    (one) => defaults.has(one),
    (one) => defaults.get(one),
    args,
    keywords,
  );
  const values: unknown[] = bound.values.slice(0, positional.length);
  if (signature.rest !== undefined) values.push(bound.rest);
  for (const value of bound.values.slice(positional.length)) values.push(value);
  if (signature.keywords !== undefined) values.push(bound.keywords);
  return implementation(...values);
}

/** Calls anything that can be called, and waits for it. */
export function* call(target: Value, args: readonly Value[], keywords: Keywords | null = null): Eval {
  if (target instanceof PyMethod) {
    return yield* call(target.target, [target.self, ...args], keywords);
  }
  if (target instanceof NativeFunction) {
    const result = callNative(target, args, keywords);
    if (target.isEvaluation) return yield* result as Eval;
    return result instanceof Promise ? yield result : result;
  }
  if (target instanceof PyFunction) {
    if (activeRun().tick()) yield pauseSignal;
    const begun = begin(target, args, keywords);
    return begun instanceof PyInstance ? begun : yield begun;
  }
  if (target instanceof PyClass) return yield* callClass(target, args, keywords);
  if (target instanceof StaticMethodDescriptor) return yield* call(target.target, args, keywords);
  const special = typeOf(target).lookup("__call__");
  if (special === undefined) raise("TypeError", `'${typeName(target)}' object is not callable`);
  return yield* callBound(special, target, args, keywords);
}

/** Calls a function of the class of `self`, with `self` as first argument. */
export function* callBound(
  special: Value,
  self: Value,
  args: readonly Value[],
  keywords: Keywords | null = null,
): Eval {
  if (special instanceof StaticMethodDescriptor) return yield* call(special.target, args, keywords);
  if (special instanceof ClassMethodDescriptor)
    return yield* call(special.target, [self instanceof PyClass ? self : typeOf(self), ...args], keywords);
  if (special === null) raise("TypeError", `'${typeName(self)}' object does not support this operation`);
  return yield* call(special, [self, ...args], keywords);
}

function* callClass(type: PyClass, args: readonly Value[], keywords: Keywords | null): Eval {
  if (type.meta !== undefined) {
    const special = type.meta.lookup("__call__");
    if (special !== undefined && special !== typeClass.attributes.get("__call__"))
      return yield* callBound(special, type, args, keywords);
  }
  if (type === typeClass && args.length === 1 && keywords === null) return typeOf(args[0]);
  return yield* instantiate(type, args, keywords);
}

/** Makes an instance: `__new__`, then `__init__` of its result. */
export function* instantiate(type: PyClass, args: readonly Value[], keywords: Keywords | null): Eval {
  const maker = type.lookup("__new__");
  const made = yield* call(maker instanceof StaticMethodDescriptor ? maker.target : maker, [type, ...args], keywords);
  const madeType = typeOf(made);
  if (!madeType.isSubclassOf(type)) return made;
  const init = madeType.lookup("__init__");
  if (init !== undefined) {
    const result = yield* callBound(init, made, args, keywords);
    if (result !== null && !(init instanceof NativeFunction))
      raise("TypeError", `__init__() should return None, not '${typeName(result)}'`);
  }
  return made;
}

/**
 * `__new__` of the classes that show objects of the host; `__init__` gives the instance its object. All these classes have
 * the same function, by which they are recognized.
 */
export const hostMaker = new StaticMethodDescriptor(
  native("__new__", "cls, *args, **kw", ((type: PyClass) => new PyObject(type)) as never),
);

/** Whether only native functions make the instances of a class, as those of `sa.Column`. */
export function isMadeByHost(type: PyClass): boolean {
  if (type.meta !== undefined || type.lookup("__new__") !== hostMaker) return false;
  const init = type.lookup("__init__");
  return init instanceof NativeFunction && !init.isEvaluation;
}

/** Makes an instance of a class for which {@link isMadeByHost} is true, without a generator. May return a promise. */
export function makeByHost(type: PyClass, args: readonly Value[], keywords: Keywords | null): unknown {
  const made = new PyObject(type);
  const result = callNative(type.lookup("__init__") as NativeFunction, [made, ...args], keywords);
  return result instanceof Promise ? result.then(() => made) : made;
}

/** Calls a function that must not wait by Python's rules. */
export function callNow(target: Value, args: readonly Value[], keywords: Keywords | null = null): Value {
  if (target instanceof NativeFunction && !target.isEvaluation) {
    const result = callNative(target, args, keywords);
    if (!(result instanceof Promise)) return result;
    return evaluateNow(waitFor(result));
  }
  return evaluateNow(call(target, args, keywords));
}

function* waitFor(promise: Promise<Value>): Eval {
  return yield promise;
}

/** Calls a special method of a value's class at once; `undefined` where the class has none. */
export function callSpecial(self: Value, name: string, ...args: readonly Value[]): Value | undefined {
  const special = typeOf(self).lookup(name);
  if (special === undefined || special === null) return undefined;
  if (special instanceof NativeFunction || special instanceof PyFunction) return callNow(special, [self, ...args]);
  return evaluateNow(callBound(special, self, args));
}
