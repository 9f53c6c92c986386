import type { CallingFrame, Run } from "../protocol/run.js";
import type { PyDict } from "../values/py-dict.js";
import type { Cell } from "../values/py-function.js";
import type { Eval, Value } from "../values/value.js";

/** The slots of a function's variables. */
export interface FrameLayout {
  readonly name: string;
  readonly file: string;
  readonly slots: ReadonlyMap<string, number>;
  /** The slots with cells: of variables that inner functions share, and of outer functions' variables. */
  readonly cells: ReadonlySet<number>;
  /** The slot of the first parameter, for `super()`. */
  readonly first: number | undefined;
}

const noLiterals: readonly (string | number)[] = [];

/** A module, class body, call or comprehension that is being evaluated. */
export class Frame implements CallingFrame {
  readonly layout: FrameLayout;
  readonly run: Run;
  readonly variables: (Value | undefined)[];
  readonly globals: PyDict;
  readonly builtins: PyDict;
  /** The names of a module or class. */
  readonly namespace: PyDict | undefined;
  line = 0;
  /** What is added to the line: code that several files share has the lines of its own text. */
  base = 0;
  /** The texts and numbers of the statement, where its code is shared. */
  literals: readonly (string | number)[] = noLiterals;
  /** The value of `return`. */
  result: Value = null;

  constructor(
    layout: FrameLayout,
    run: Run,
    variables: (Value | undefined)[],
    globals: PyDict,
    builtins: PyDict,
    namespace: PyDict | undefined,
  ) {
    this.layout = layout;
    this.run = run;
    this.variables = variables;
    this.globals = globals;
    this.builtins = builtins;
    this.namespace = namespace;
  }

  names(): readonly string[] {
    if (this.namespace !== undefined) return [...this.namespace.map.values()].map((entry) => String(entry.key));
    return [...this.layout.slots.keys()].filter((name) => this.variable(name) !== undefined);
  }

  firstArgument(): Value | undefined {
    const slot = this.layout.first;
    if (slot === undefined) return undefined;
    const held = this.variables[slot];
    return this.layout.cells.has(slot) ? (held as Cell).value : held;
  }

  /** A variable by its name, `undefined` where it is not set. */
  variable(name: string): Value | undefined {
    const slot = this.layout.slots.get(name);
    if (slot === undefined) return this.namespace?.getName(name);
    const held = this.variables[slot];
    return this.layout.cells.has(slot) ? (held as Cell | undefined)?.value : held;
  }
}

/** An evaluation that has begun and has to wait; `rest` completes it. */
export class Pending {
  readonly rest: Eval;

  constructor(rest: Eval) {
    this.rest = rest;
  }
}

/** A compiled expression. */
export interface Code {
  /** Exists if it never has to wait and calls nothing that might. */
  readonly now: ((frame: Frame) => Value) | undefined;
  /** Exists if the code seldom has to wait, as a call of a native function: a generator would take longer than many calls. */
  readonly begin?: (frame: Frame) => Value | Pending;
  run(frame: Frame): Eval;
}

/** How a statement ended, if it did not end normally. */
export type Completion = undefined | "break" | "continue" | "return";

/** A compiled statement. */
export interface Exec {
  readonly now: ((frame: Frame) => Completion) | undefined;
  run(frame: Frame): Eval<Completion>;
}

export const immediateExec = (now: (frame: Frame) => Completion): Exec => ({
  now,
  // biome-ignore lint/correctness/useYield: an evaluation that has nothing to wait for
  *run(frame) {
    return now(frame);
  },
});

export const immediate = (now: (frame: Frame) => Value): Code => ({
  now,
  // biome-ignore lint/correctness/useYield: an evaluation that has nothing to wait for
  *run(frame) {
    return now(frame);
  },
});

export const evaluated = (run: (frame: Frame) => Eval): Code => ({ now: undefined, run });

export const begun = (begin: (frame: Frame) => Value | Pending): Code => ({
  now: undefined,
  begin,
  *run(frame) {
    const value = begin(frame);
    return value instanceof Pending ? yield* value.rest : value;
  },
});

/** Evaluates code as far as it can be at once. */
export function beginCode(code: Code, frame: Frame): Value | Pending {
  if (code.now !== undefined) return code.now(frame);
  return code.begin === undefined ? new Pending(code.run(frame)) : code.begin(frame);
}

/** A value from one operand. */
export function unaryCode(operand: Code, apply: (value: Value, frame: Frame) => Value): Code {
  const { now } = operand;
  if (now !== undefined) return immediate((frame) => apply(now(frame), frame));
  return evaluated(function* (frame) {
    return apply(yield* operand.run(frame), frame);
  });
}

/** A value from two operands, the left one first. */
export function binaryCode(left: Code, right: Code, apply: (a: Value, b: Value) => Value): Code {
  const [a, b] = [left.now, right.now];
  if (a !== undefined && b !== undefined) return immediate((frame) => apply(a(frame), b(frame)));
  return evaluated(function* (frame) {
    const first = a === undefined ? yield* left.run(frame) : a(frame);
    return apply(first, b === undefined ? yield* right.run(frame) : b(frame));
  });
}

/** A value from any number of operands, in order. */
export function manyCode(operands: readonly Code[], apply: (values: Value[]) => Value): Code {
  const all = operands.map((one) => one.now);
  if (all.every((one) => one !== undefined)) {
    const nows = all as readonly ((frame: Frame) => Value)[];
    return immediate((frame) => apply(nows.map((now) => now(frame))));
  }
  return evaluated(function* (frame) {
    const values: Value[] = [];
    for (const one of operands) values.push(one.now === undefined ? yield* one.run(frame) : one.now(frame));
    return apply(values);
  });
}

/** Runs code that may have to wait. */
export function* evaluateCode(code: Code, frame: Frame): Eval {
  return code.now === undefined ? yield* code.run(frame) : code.now(frame);
}
