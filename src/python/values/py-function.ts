import { functionClass, methodClass, nativeFunctionClass } from "./classes.js";
import type { PyClass } from "./py-class.js";
import type { PyDict } from "./py-dict.js";
import { PyInstance } from "./py-instance.js";
import type { Eval, Keywords, Value } from "./value.js";

/** A variable that inner functions share. */
export class Cell {
  value: Value | undefined;
}

/** The parameters of a function, in Python's order: positional, then keyword-only. */
export interface Parameters {
  /** Names of positional parameters, positional-only ones first. */
  readonly positional: readonly string[];
  readonly positionalOnly: number;
  readonly keywordOnly: readonly string[];
  readonly rest: string | undefined;
  readonly keywords: string | undefined;
}

/** The compiled body of a function. */
export interface FunctionCode {
  readonly name: string;
  readonly qualname: string;
  readonly file: string;
  readonly line: number;
  readonly parameters: Parameters;
  readonly kind: "function" | "generator" | "coroutine" | "async generator";
  readonly doc: string | null;
  /** How many variables a call has. */
  readonly slots: number;
  /** The slot of each parameter, in the order of {@link Parameters}: positional, keyword-only, rest, keywords. */
  readonly targets: readonly number[];
  /** The slots with a {@link Cell}. */
  readonly cells: readonly number[];
  /** The slots that get the cells of the enclosing functions, in the order of the closure. */
  readonly free: readonly number[];
  readonly freeNames: readonly string[];
  /** Runs the body with its variables. */
  start(variables: (Value | undefined)[], self: PyFunction): Eval;
  /** The annotations, evaluated on first use. */
  annotations(self: PyFunction): ReadonlyMap<string, Value>;
}

/** A function of a script. */
export class PyFunction extends PyInstance {
  readonly code: FunctionCode;
  readonly globals: PyDict;
  readonly closure: readonly Cell[];
  defaults: readonly Value[];
  keywordDefaults: ReadonlyMap<string, Value>;
  name: string;
  qualname: string;
  doc: Value;
  module: Value;
  /** The enclosing scope, for its annotations. */
  readonly outer: unknown;

  constructor(
    code: FunctionCode,
    globals: PyDict,
    closure: readonly Cell[],
    defaults: readonly Value[],
    keywordDefaults: ReadonlyMap<string, Value>,
    outer: unknown,
  ) {
    super(functionClass);
    this.code = code;
    this.globals = globals;
    this.closure = closure;
    this.defaults = defaults;
    this.keywordDefaults = keywordDefaults;
    this.name = code.name;
    this.qualname = code.qualname;
    this.doc = code.doc;
    this.module = globals.getName("__name__") ?? null;
    this.outer = outer;
  }
}

/** A method with its instance. */
export class PyMethod extends PyInstance {
  readonly target: Value;
  readonly self: Value;

  constructor(target: Value, self: Value) {
    super(methodClass);
    this.target = target;
    this.self = self;
  }
}

/** The implementation of a function of ours; it gets its parameters in the order of the signature. */
export type NativeImplementation = (...values: never[]) => unknown;

/** Puts the arguments of a call where the implementation of a function of ours expects them. */
export interface NativeLayout {
  /** Returns `undefined` where the call is wrong, or may be: then it has to be bound by Python's rules. */
  valuesOf(args: readonly Value[], keywords: Keywords | null): readonly unknown[] | undefined;
}

/** A parsed signature with the values of its defaults; `undefined` is a parameter that is not given. */
export interface NativeSignature extends Parameters {
  readonly defaults: ReadonlyMap<string, Value | undefined>;
  /** Made at the first call that needs it. */
  layout?: NativeLayout;
}

/** A function of ours that scripts call. Make one with `native`. */
export class NativeFunction extends PyInstance {
  readonly name: string;
  readonly signatureText: string;
  readonly implementation: NativeImplementation;
  /** The implementation is a `function*` that may call back into the script. */
  readonly isEvaluation: boolean;
  /** The class whose method this is, for the messages of wrong calls. */
  owner: PyClass | undefined;
  signature: NativeSignature | undefined;
  doc: Value = null;

  constructor(name: string, signatureText: string, implementation: NativeImplementation) {
    super(nativeFunctionClass);
    this.name = name;
    this.signatureText = signatureText;
    this.implementation = implementation;
    this.isEvaluation = implementation.constructor.name === "GeneratorFunction";
  }
}

/**
 * A function of ours for scripts.
 *
 * @param signature in Python's syntax: `"name, *columns, schema=None, **kw"`; the implementation gets one argument for
 *   each parameter: a value, an array of values for `*columns`, a Map for `**kw`. Defaults are literals; `=...` gives
 *   `undefined` when the argument is left out.
 * @param implementation returns a value or a promise of one, which the script waits for; a `function*` may
 *   `yield* call(…)` functions of the script
 */
export const native = (name: string, signature: string, implementation: NativeImplementation): NativeFunction =>
  new NativeFunction(name, signature, implementation);
