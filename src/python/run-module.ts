import { AlembicError } from "../support/alembic-error.js";
import { builtinNames } from "./builtins/builtin-names.js";
import { executeModule, importModule, type ModuleSource } from "./import-module.js";
import { call } from "./protocol/call.js";
import { evaluate, type PythonHost, Run, type RunLimits, toRaised } from "./protocol/run.js";
import { text } from "./protocol/text.js";
import { PyException, type TracebackEntry } from "./values/py-exception.js";
import type { PyModule } from "./values/py-module.js";
import type { Eval, Keywords, Value } from "./values/value.js";

/*
 * How scripts are run, and how a host gives them modules.
 *
 *   const run = startRun(host, limits, signal);           // one world: modules, builtins, limits
 *   const module = await runModule(run, { name, file, source });
 *   await callFunction(run, module.globals.getName("upgrade"));
 *
 * Values are described in values/value.ts. A host's module is `PyModule.of("name", { f: native("f", "a, b=None, *rest,
 * **kw", (a, b, rest, kw) => …) })`, returned by `PythonHost.importModule`. A host's class is `nativeClass({ name,
 * module, bases, methods: { method: ["self, a", (self, a) => …] }, properties })`; instances are `new PyObject(type,
 * payload)`, and operators, indexing, iteration, `with`, calls and computed attributes are special methods. A function
 * may return a promise, which the script waits for, or be a `function*` that `yield* call(f, args)`s into the script;
 * an `async` function of Python returns `new PyCoroutine(evaluation, name)`. Errors of the host become the Python
 * exceptions that `PythonHost.translateError` returns; others pass through `except` and end the run.
 */

/** A script raised an uncaught exception. The message is one line with file, line and function. */
export class PythonError extends AlembicError {
  override readonly code = "python.exception";
  /** The class of the exception, as Python names it. */
  readonly type: string;
  /** `str(exception)`. */
  readonly reason: string;
  /** The places that it passed through, the outermost first. */
  readonly traceback: readonly TracebackEntry[];
  readonly exception: PyException;

  constructor(exception: PyException) {
    super(describe(exception), { cause: exception.payload });
    this.exception = exception;
    this.type = exception.pyClass.name;
    this.reason = textOf(exception);
    this.traceback = exception.traceback;
  }
}

function textOf(exception: PyException): string {
  try {
    return text(exception);
  } catch {
    return "<exception str() failed>";
  }
}

const summary = (exception: PyException): string => {
  const reason = textOf(exception);
  return reason === "" ? exception.pyClass.name : `${exception.pyClass.name}: ${reason}`;
};

const placed = (entries: readonly TracebackEntry[]): string => {
  // The places in the standard library do not help the reader of a revision.
  const innermost = entries.findLast((entry) => !entry.file.startsWith("<")) ?? entries.at(-1);
  return innermost === undefined ? "" : ` (${innermost.file}, line ${innermost.line}, in ${innermost.name})`;
};

/** `ValueError: text (file, line 3, in upgrade)`, with the exceptions that caused it. */
function describe(exception: PyException): string {
  const seen = new Set<PyException>();
  let line = summary(exception) + placed(exception.traceback);
  for (let one = exception; !seen.has(one); ) {
    seen.add(one);
    const next = one.cause ?? (one.suppressContext ? null : one.context);
    if (!(next instanceof PyException)) break;
    line += `, ${one.cause === null ? "while handling" : "caused by"} ${summary(next)}${placed(next.traceback)}`;
    one = next;
  }
  return line;
}

/** Begins a run: one set of modules, one set of limits. */
export function startRun(host: PythonHost = {}, limits: RunLimits = {}, signal?: AbortSignal): Run {
  const run = new Run(host, limits, signal);
  run.builtins = builtinNames();
  run.importer = (name, mustExist) => importModule(run, name, mustExist);
  return run;
}

/** Runs an evaluation to its end; an exception becomes a {@link PythonError}. */
async function finish(run: Run, evaluation: Eval): Promise<Value> {
  return await evaluate(run, failing(evaluation));
}

/** The conversion needs the run to be the active one: `str(exception)` may be a method of the script. */
function* failing(evaluation: Eval): Eval {
  try {
    return yield* evaluation;
  } catch (error) {
    const raised = toRaised(error);
    if (raised === undefined) throw error;
    throw new PythonError(raised.exception);
  }
}

/**
 * Runs the statements of a module.
 *
 * @returns the module, whose globals have its definitions
 * @throws {PythonSyntaxError} Python would not compile it, or it uses something that the evaluator lacks
 * @throws {PythonError} it raised an exception
 */
export async function runModule(run: Run, source: ModuleSource): Promise<PyModule> {
  return (await finish(run, executeModule(run, source))) as PyModule;
}

/**
 * Calls a function of a script.
 *
 * @throws {PythonError} it raised an exception
 */
export async function callFunction(
  run: Run,
  target: Value,
  args: readonly Value[] = [],
  keywords: Keywords | null = null,
): Promise<Value> {
  return await finish(run, call(target, args, keywords));
}
