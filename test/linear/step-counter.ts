import { Session } from "node:inspector";
import { searchInSteps } from "./match-in-steps.js";
import { nativeExec, regExpProgram } from "./regexp-program.js";

interface Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[];
  }[];
}

// biome-ignore lint/suspicious/noExplicitAny: the calls of all built-in methods go through one type.
type Method = (this: any, ...args: any[]) => any;
/** How much a call of a built-in method reads or writes, from its object, its arguments and its result. */
type Cost = (self: { readonly length: number }, args: readonly unknown[], result: unknown) => number;

const lengthOf = (value: unknown): number => (value as { readonly length?: number } | undefined)?.length ?? 0;
const whole: Cost = (self) => self.length;
const ofResult: Cost = (_, __, result) => lengthOf(result);
const ofArgument: Cost = (_, [argument]) => lengthOf(argument);
const byPlace: Cost = (self, [, from], result) =>
  Math.max(0, (Number(result) < 0 ? self.length : Number(result)) - Number(from ?? 0));
const byPlaceFromEnd: Cost = (self, [, from], result) => Math.max(0, Number(from ?? self.length) - Number(result));
const one: Cost = () => 1;

const iteratorOf = (value: Iterable<unknown>): object => Object.getPrototypeOf(value[Symbol.iterator]());

/** The built-in methods whose time depends on the length of what they are given. */
const builtIns: readonly (readonly [object, Readonly<Record<string, Cost>>])[] = [
  [
    String.prototype,
    {
      indexOf: byPlace,
      includes: whole,
      lastIndexOf: byPlaceFromEnd,
      startsWith: ofArgument,
      endsWith: ofArgument,
      split: whole,
      replace: whole,
      replaceAll: whole,
      trim: whole,
      trimStart: whole,
      trimEnd: whole,
      toLowerCase: whole,
      toUpperCase: whole,
      normalize: whole,
      localeCompare: whole,
      repeat: ofResult,
      padStart: ofResult,
      padEnd: ofResult,
    },
  ],
  [
    Array.prototype,
    {
      indexOf: byPlace,
      lastIndexOf: byPlaceFromEnd,
      includes: whole,
      slice: ofResult,
      concat: ofResult,
      splice: whole,
      shift: whole,
      unshift: whole,
      join: whole,
      reverse: whole,
      toReversed: whole,
      sort: whole,
      toSorted: whole,
      fill: whole,
      flat: ofResult,
      with: whole,
    },
  ],
  [Object, { keys: ofResult, values: ofResult, entries: ofResult, fromEntries: ofArgument }],
  [JSON, { parse: ofArgument, stringify: ofResult }],
  [TextEncoder.prototype, { encode: ofArgument }],
  [TextDecoder.prototype, { decode: ofArgument }],
  // All that goes through a list one by one: loops, spread arguments, destructuring.
  ...[[], "", new Map(), new Set()].map((value) => [iteratorOf(value), { next: one }] as const),
];

/** The code that is counted: the parsers, the libraries that they use, and the mistakes of the counter's own test. */
const counted =
  /^(?!.*\/node_modules\/).*\/src\/|\/node_modules\/(?:dotenv|ejs|smol-toml)\/|\/test\/linear\/quadratic-work\./;

/**
 * Counts what a function does, the same number in each run: how often each block of its code runs (which V8 counts),
 * what a backtracking matcher does for each of its regular expressions, and what the built-in methods read.
 *
 * It does not see the copies that V8 makes of texts which were added up piece by piece, or of an object's properties.
 */
export class StepCounter {
  readonly #session = new Session();
  #isCounting = false;
  #steps = { count: 0 };

  /** Starts counting the blocks of all code that is loaded from now on; what was loaded before is not counted. */
  constructor() {
    this.#session.connect();
    this.#session.post("Profiler.enable");
    this.#session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  }

  /** The number of steps that a function takes, and with them what ran since the last call. */
  steps(run: () => unknown): number {
    this.#steps = { count: 0 };
    const restore = this.#replaceBuiltIns();
    this.#isCounting = true;
    try {
      run();
    } finally {
      this.#isCounting = false;
      restore();
    }
    return this.#steps.count + this.#blocks();
  }

  /** Ends the counting. */
  close(): void {
    this.#session.post("Profiler.stopPreciseCoverage");
    this.#session.disconnect();
  }

  /** How many blocks have run since the last call. */
  #blocks(): number {
    let count = 0;
    this.#session.post("Profiler.takePreciseCoverage", (error: Error | null, { result }: Coverage) => {
      if (error !== null) throw error;
      for (const { url, functions } of result) {
        if (!counted.test(url)) continue;
        for (const { ranges } of functions) for (const range of ranges) count += range.count;
      }
    });
    return count;
  }

  #replaceBuiltIns(): () => void {
    const restores = builtIns.flatMap(([owner, costs]) =>
      Object.entries(costs).map(([name, cost]) => this.#replaceMethod(owner, name, cost)),
    );
    const counter = this;
    const exec: Method = function (this: RegExp, text: string) {
      return counter.#exec(this, String(text));
    };
    restores.push(replaced(RegExp.prototype, "exec", exec));
    return () => {
      for (const restore of restores) restore();
    };
  }

  #replaceMethod(owner: object, name: string, cost: Cost): () => void {
    const own = (owner as Record<string, Method>)[name] as Method;
    const counter = this;
    return replaced(owner, name, function (this: never, ...args: unknown[]) {
      const result = Reflect.apply(own, this, args);
      if (counter.#isCounting) {
        counter.#isCounting = false;
        counter.#steps.count += 1 + cost(this, args, result);
        counter.#isCounting = true;
      }
      return result;
    });
  }

  #exec(expression: RegExp, text: string): RegExpExecArray | null {
    const from = expression.global || expression.sticky ? expression.lastIndex : 0;
    if (!this.#isCounting) return nativeExec.call(expression, text);
    this.#isCounting = false;
    try {
      const found = nativeExec.call(expression, text);
      const { source, flags } = expression;
      const slots = searchInSteps(regExpProgram(source, flags), text, from, flags, this.#steps);
      // Both must find the same, else the steps are not those of this expression.
      const shown = slots === undefined ? null : pieces(slots, text);
      if (JSON.stringify(shown) !== JSON.stringify(found))
        throw new Error(`${expression} finds ${JSON.stringify(found)}, not ${JSON.stringify(shown)}`);
      return found;
    } finally {
      this.#isCounting = true;
    }
  }
}

const pieces = (slots: Int32Array, text: string): (string | undefined)[] =>
  Array.from({ length: slots.length / 2 }, (_, group) => {
    const start = slots[group * 2] ?? -1;
    return start < 0 ? undefined : text.slice(start, slots[group * 2 + 1]);
  });

function replaced(owner: object, name: string, method: Method): () => void {
  const own = Object.getOwnPropertyDescriptor(owner, name);
  if (own === undefined) throw new Error(`no method ${name}`);
  Object.defineProperty(owner, name, { ...own, value: method });
  return () => Object.defineProperty(owner, name, own);
}
