import { AlembicError } from "../../support/alembic-error.js";
import { exceptionClasses } from "../values/exception-classes.js";
import { PyDict } from "../values/py-dict.js";
import { PyException, Raised, raise } from "../values/py-exception.js";
import type { PyModule } from "../values/py-module.js";
import { type Eval, pauseSignal, Signal, type Suspension, type Value } from "../values/value.js";

/** The limits of a run. */
export interface RunLimits {
  /** Rounds of loops and calls; unlimited by default, because a run can be interrupted. */
  readonly steps?: number;
  /** How deep calls may nest before `RecursionError`; 1000, as in Python. */
  readonly recursion?: number;
  /** The most characters, bytes or items of one value before `MemoryError`; 64 million. */
  readonly valueSize?: number;
  /** The most characters, bytes and items of all large values together before `MemoryError`; 1,000 million. */
  readonly totalSize?: number;
}

/** A module that a host gives, or the text of one that the evaluator is to run. */
export type FoundModule =
  | { readonly kind: "module"; readonly module: PyModule }
  | { readonly kind: "source"; readonly source: string; readonly file: string; readonly isPackage: boolean };

/** How a script sets the log up: by the sections of a file, or by one handler for all records. */
export type LogSetup =
  | { readonly kind: "file"; readonly file: string }
  | { readonly kind: "basic"; readonly level: number; readonly format: string }
  | { readonly kind: "dict"; readonly loggers: readonly LoggerSetup[]; readonly disablesOthers: boolean };

/** What `dictConfig()` says of a logger. */
export interface LoggerSetup {
  /** The name; empty for the root. */
  readonly name: string;
  /** 0 where the level is that of the logger above. */
  readonly level: number;
  readonly propagate: boolean;
  readonly handlers: readonly {
    readonly target: "stdout" | "stderr" | "nowhere";
    readonly level: number;
    readonly format: string;
    readonly datefmt: string | undefined;
  }[];
}

/** The parts of the outside world that a script can reach. A part that is left out is missing for the script too. */
export interface PythonHost {
  /** `print` and other output to `sys.stdout` or `sys.stderr`. */
  write?(text: string, stream: "stdout" | "stderr"): void;
  /** A module by its full name that is not of the standard library; `undefined` if it is missing. */
  importModule?(name: string): FoundModule | undefined | Promise<FoundModule | undefined>;
  /**
   * The stand-in for a module that is missing, or whose file failed with `failure`, if no script would handle that; by
   * default a module that fails when it is used, and the failure.
   */
  missingModule?(name: string, failure?: unknown): PyModule | undefined;
  /** `os.environ`. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Reads a file below the environment's own folders; `undefined` if it is missing or may not be read. */
  readFile?(path: string): Uint8Array | undefined | Promise<Uint8Array | undefined>;
  /** Writes a file, where the script that runs may do so; the reason why not, otherwise. */
  writeFile?(path: string, content: Uint8Array): "written" | "refused";
  /** The kind of a path below those folders. */
  kindOfPath?(path: string): "file" | "directory" | undefined;
  /** The names in a folder. */
  listFolder?(path: string): readonly string[] | undefined;
  /** The working folder, for relative paths. */
  readonly folder?: string;
  /** Milliseconds since 1970; `Date.now` by default. */
  now?(): number;
  /** Minutes that local time is ahead of UTC at a moment. */
  utcOffset?(milliseconds: number): number;
  /** Whether the memory of the process is nearly used up; asked some fifty times a second while a script computes. */
  isMemoryShort?(): boolean;
  randomBytes?(count: number): Uint8Array;
  /** A record of `logging`. */
  log?(record: { readonly logger: string; readonly level: number; readonly message: string }): void;
  /** `logging.config.fileConfig` and `logging.basicConfig`. */
  setLog?(setup: LogSetup): void;
  /** The Python exception for an error of the host, so that scripts can catch it; `undefined` lets it through. */
  translateError?(error: unknown): PyException | undefined;
}

/** The part of the calling frame that functions of ours can read. */
export interface CallingFrame {
  readonly globals: PyDict;
  readonly namespace: PyDict | undefined;
  readonly line: number;
  variable(name: string): Value | undefined;
  /** The names of its variables that are set. */
  names(): readonly string[];
  firstArgument(): Value | undefined;
}

/** Imports a module by its full name; `mustExist` where the script would handle a module that is missing. */
export type Importer = (name: string, mustExist: boolean) => Eval;

/** A script exceeds its limits. Scripts cannot catch this error. */
export class RunLimitError extends AlembicError {
  override readonly code = "python.limit";
}

/** One run of scripts: its world, its limits and its use of them. */
export class Run {
  readonly host: PythonHost;
  readonly limits: Required<RunLimits>;
  /** When it aborts, the script ends at its next pause or wait. */
  signal: AbortSignal | undefined;
  /** The error that ends it then, for the reason of the signal; by default the reason itself. */
  interruption: (reason: unknown) => unknown = (reason) => reason;
  /** `sys.modules`: ours and the scripts' own, by full name. */
  readonly modules = new Map<string, PyModule>();
  /** The state of our modules for the run. */
  readonly state = new Map<string, unknown>();
  /** The names that every module sees. */
  builtins = new PyDict();
  /** The frame that called a function of ours, for `globals()`, `locals()` and `super()`. */
  frame: CallingFrame | undefined;
  /** Finds a module for an `import`. */
  importer: Importer | undefined;
  depth = 0;
  /** How many modules are being imported by one another. */
  importing = 0;
  /** The exception that an `except` or `finally` is handling. */
  handling: PyException | null = null;
  #steps = 0;
  #size = 0;
  #nextCheck = 1024;
  #lastPause = Date.now();
  /** Whether the script was told that it ends: what it does from then on is to tidy up, which may wait. */
  #isEnding = false;

  constructor(host: PythonHost = {}, limits: RunLimits = {}, signal?: AbortSignal) {
    this.host = host;
    this.limits = {
      steps: limits.steps ?? Number.POSITIVE_INFINITY,
      recursion: limits.recursion ?? 1000,
      valueSize: limits.valueSize ?? 64_000_000,
      totalSize: limits.totalSize ?? 1_000_000_000,
    };
    this.signal = signal;
  }

  /** Counts a round of a loop or a call. Returns whether the event loop must run, with `yield pauseSignal`. */
  tick(): boolean {
    if (++this.#steps < this.#nextCheck) return false;
    this.#nextCheck = this.#steps + 1024;
    if (this.#steps > this.limits.steps)
      throw new RunLimitError(`the script took more than ${this.limits.steps} steps`);
    return Date.now() - this.#lastPause > 20;
  }

  /**
   * @throws the interruption, as often as a script that was told to end goes on for so long; `MemoryError` where it fills
   * the memory with small values.
   */
  paused(): void {
    this.#lastPause = Date.now();
    if (this.signal?.aborted) throw this.interruption(this.signal.reason);
    if (this.host.isMemoryShort?.() === true) raise("MemoryError");
  }

  /** @throws the interruption, where the script was not told yet that it ends. */
  waited(): void {
    if (!this.signal?.aborted || this.#isEnding) return;
    this.#isEnding = true;
    throw this.interruption(this.signal.reason);
  }

  /** Called for an error that ends the script; the signal may be what raised it. */
  failed(): void {
    if (this.signal?.aborted) this.#isEnding = true;
  }

  /** Called before a value of this size is made. */
  reserve(size: number): void {
    if (size < 4096) return;
    this.#size += size;
    if (size > this.limits.valueSize || this.#size > this.limits.totalSize) raise("MemoryError");
  }
}

/** The run whose script is being evaluated right now; it is set whenever a run resumes. */
let active: Run | undefined;

export function activeRun(): Run {
  if (active === undefined) throw new Error("no script is running");
  return active;
}

/** The same, `undefined` while no script is running, as when a file is only checked. */
export const runIfActive = (): Run | undefined => active;

/** Does something for a script's own object while the script waits, such as reading its types for a statement that is sent. */
export function duringRun<T>(run: Run, work: () => T): T {
  const before = active;
  active = run;
  try {
    return work();
  } finally {
    active = before;
  }
}

/** A short form of the check for room. */
export const reserve = (size: number): void => {
  if (size >= 4096) active?.reserve(size);
};

/** The Python exception for a JavaScript error, if there is one. */
export function toRaised(error: unknown): Raised | undefined {
  if (error instanceof Raised) return error;
  if (error instanceof RangeError) {
    if (/call stack/.test(error.message))
      return new Raised(new PyException(exceptionClasses.RecursionError, ["maximum recursion depth exceeded"]));
    if (/string length|array length|array buffer|BigInt/i.test(error.message))
      return new Raised(new PyException(exceptionClasses.MemoryError));
  }
  const translated = active?.host.translateError?.(error);
  return translated === undefined ? undefined : new Raised(translated);
}

type Input = { readonly kind: "next"; readonly value: Value } | { readonly kind: "throw"; readonly error: unknown };

type Progress =
  | { readonly kind: "done"; readonly value: Value }
  | { readonly kind: "pause" }
  | { readonly kind: "wait"; readonly promise: PromiseLike<Value> };

const isEvaluation = (suspension: Suspension): suspension is Eval => typeof (suspension as Eval).next === "function";

/** Runs evaluations until the first one ends or something has to be waited for. */
function advance(run: Run, stack: Eval[], first: Input): Progress {
  let input = first;
  for (;;) {
    const top = stack[stack.length - 1] as Eval;
    let result: IteratorResult<Suspension, Value>;
    try {
      result = input.kind === "next" ? top.next(input.value) : top.throw(input.error);
    } catch (error) {
      stack.pop();
      run.depth--;
      if (stack.length === 0) throw error;
      input = { kind: "throw", error };
      continue;
    }
    if (result.done === true) {
      stack.pop();
      run.depth--;
      if (stack.length === 0) return { kind: "done", value: result.value };
      input = { kind: "next", value: result.value };
      continue;
    }
    const suspension = result.value;
    if (suspension instanceof Signal) {
      if (suspension.kind === "pause") return { kind: "pause" };
      throw new Error("a generator's value left its generator");
    }
    if (!isEvaluation(suspension)) return { kind: "wait", promise: suspension };
    if (run.depth >= run.limits.recursion) {
      const error = new PyException(exceptionClasses.RecursionError, ["maximum recursion depth exceeded"]);
      input = { kind: "throw", error: new Raised(error) };
      continue;
    }
    stack.push(suspension);
    run.depth++;
    input = { kind: "next", value: undefined };
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** Runs an evaluation to its end and waits with it. */
export async function evaluate(run: Run, evaluation: Eval): Promise<Value> {
  const stack = [evaluation];
  const base = run.depth;
  run.depth++;
  let input: Input = { kind: "next", value: undefined };
  try {
    for (;;) {
      const before = active;
      active = run;
      let progress: Progress;
      try {
        progress = advance(run, stack, input);
      } finally {
        active = before;
      }
      if (progress.kind === "done") return progress.value;
      try {
        if (progress.kind === "pause") {
          await turn();
          run.paused();
          input = { kind: "next", value: undefined };
        } else {
          input = { kind: "next", value: await progress.promise };
          run.waited();
        }
      } catch (error) {
        run.failed();
        input = { kind: "throw", error };
      }
    }
  } finally {
    run.depth = base;
  }
}

/** Runs an evaluation that Python's rules do not let wait, such as `__eq__`, at once. */
export function evaluateNow(evaluation: Eval): Value {
  const run = activeRun();
  const stack = [evaluation];
  const base = run.depth;
  if (base >= run.limits.recursion) raise("RecursionError", "maximum recursion depth exceeded");
  run.depth++;
  try {
    let input: Input = { kind: "next", value: undefined };
    for (;;) {
      const progress = advance(run, stack, input);
      if (progress.kind === "done") return progress.value;
      if (progress.kind === "pause") {
        if (run.signal?.aborted) throw run.interruption(run.signal.reason);
        input = { kind: "next", value: undefined };
      } else {
        // Nothing waits for it any longer, so its failure must not end the process.
        Promise.resolve(progress.promise).catch(() => undefined);
        const message =
          "a call that waits, such as one to the database, is not supported inside a special method, a property or a sort key";
        input = { kind: "throw", error: new RunLimitError(message) };
      }
    }
  } finally {
    run.depth = base;
  }
}

/** Does work of a run that cannot wait, from outside of its evaluation. */
export function runNow<T>(run: Run, work: () => T): T {
  const before = active;
  active = run;
  try {
    return work();
  } finally {
    active = before;
  }
}

/** Counts a round in an evaluation, and lets the event loop run when that is due. */
export function* tick(run: Run): Eval<void> {
  if (run.tick()) yield pauseSignal;
}
