import { call } from "../protocol/call.js";
import { toRaised } from "../protocol/run.js";
import type { ExceptHandler, Statement } from "../syntax/syntax-node.js";
import { exceptionClasses } from "../values/exception-classes.js";
import { PyClass } from "../values/py-class.js";
import { PyException, Raised, raise } from "../values/py-exception.js";
import { PyTuple } from "../values/py-list.js";
import type { Eval, Value } from "../values/value.js";
import { BlockCompiler } from "./block-compiler.js";
import { type Completion, type Exec, evaluateCode, type Frame } from "./frame.js";
import { execAt } from "./statement-compiler.js";

/** `raise` and `try`. */
export abstract class ExceptionCompiler extends BlockCompiler {
  /** Whether a statement is in a `try` whose handlers would catch a failed import. */
  protected isGuarded = false;

  protected raiseExec(node: Statement & { kind: "Raise" }): Exec {
    const line = this.source.lineOf(node.at);
    const exc = node.exc === null ? undefined : this.expression(node.exc);
    const cause = node.cause === null ? undefined : this.expression(node.cause);
    return execAt(line, function* (frame) {
      const { handling } = frame.run;
      if (exc === undefined) {
        if (handling === null) raise("RuntimeError", "No active exception to reraise");
        throw new Raised(handling);
      }
      const exception = yield* exceptionOf(yield* evaluateCode(exc, frame));
      if (cause !== undefined) {
        const value = yield* evaluateCode(cause, frame);
        exception.cause = value === null ? null : yield* causeOf(value);
        exception.suppressContext = true;
      }
      frame.line = line;
      if (handling !== exception && handling !== null) exception.context = handling;
      throw new Raised(exception);
    });
  }

  protected tryExec(node: Statement & { kind: "Try" }): Exec {
    if (node.isStar) this.unsupported("except* is", node.at);
    const before = this.isGuarded;
    this.isGuarded = before || node.handlers.length > 0;
    const body = this.block(node.body);
    this.isGuarded = before;
    const handlers = node.handlers.map((one) => this.#handler(one));
    const orelse = this.block(node.orelse);
    const last = node.finalbody.length === 0 ? undefined : this.block(node.finalbody);
    const guarded = function* (frame: Frame): Eval<Completion> {
      try {
        const completion = body.now === undefined ? yield* body.run(frame) : body.now(frame);
        if (completion !== undefined) return completion;
      } catch (error) {
        const raised = toRaised(error);
        if (raised === undefined) throw error;
        for (const handler of handlers) {
          const handled = yield* handler(frame, raised.exception);
          if (handled !== undefined) return handled.completion;
        }
        throw raised;
      }
      return orelse.now === undefined ? yield* orelse.run(frame) : orelse.now(frame);
    };
    if (last === undefined) return { now: undefined, run: guarded };
    return {
      now: undefined,
      *run(frame) {
        let completion: Completion;
        let failure: { readonly error: unknown } | undefined;
        try {
          completion = yield* guarded(frame);
        } catch (error) {
          failure = { error };
        }
        const [result, line, handling] = [frame.result, frame.line, frame.run.handling];
        if (failure !== undefined) frame.run.handling = toRaised(failure.error)?.exception ?? handling;
        let own: Completion;
        try {
          own = last.now === undefined ? yield* last.run(frame) : last.now(frame);
        } catch (error) {
          setContext(error, failure?.error);
          throw error;
        } finally {
          frame.run.handling = handling;
        }
        if (own !== undefined) return own;
        frame.result = result;
        if (failure !== undefined) {
          frame.line = line;
          throw failure.error;
        }
        return completion;
      },
    };
  }

  #handler(
    node: ExceptHandler,
  ): (frame: Frame, exception: PyException) => Eval<{ readonly completion: Completion } | undefined> {
    const type = node.type === null ? undefined : this.expression(node.type);
    const set = node.name === null ? undefined : this.nameSetter(node.name);
    const body = this.block(node.body);
    const line = this.source.lineOf(node.at);
    return function* (frame, exception) {
      const failed = frame.line;
      if (type !== undefined) {
        frame.line = line;
        if (!isExceptionMatch(exception, yield* evaluateCode(type, frame))) {
          frame.line = failed;
          return undefined;
        }
      }
      const before = frame.run.handling;
      frame.run.handling = exception;
      set?.(frame, exception);
      try {
        const completion = body.now === undefined ? yield* body.run(frame) : body.now(frame);
        return { completion };
      } catch (error) {
        setContext(error, exception);
        throw error;
      } finally {
        frame.run.handling = before;
        // The name is gone after the handler, as in Python, unless the handler deleted it itself.
        if (set !== undefined) {
          set(frame, null);
          set(frame, undefined);
        }
      }
    };
  }
}

/** Whether `except types` catches an exception. */
function isExceptionMatch(exception: PyException, types: Value): boolean {
  if (types instanceof PyTuple) return types.items.some((one) => isExceptionMatch(exception, one));
  if (!(types instanceof PyClass) || !types.isSubclassOf(exceptionClasses.BaseException))
    raise("TypeError", "catching classes that do not inherit from BaseException is not allowed");
  return exception.pyClass.isSubclassOf(types);
}

function* exceptionOf(value: Value): Eval<PyException> {
  if (value instanceof PyException) return value;
  if (value instanceof PyClass && value.isSubclassOf(exceptionClasses.BaseException)) {
    const made = yield* call(value, []);
    if (made instanceof PyException) return made;
  }
  raise("TypeError", "exceptions must derive from BaseException");
}

function* causeOf(value: Value): Eval<PyException> {
  try {
    return yield* exceptionOf(value);
  } catch {
    raise("TypeError", "exception causes must derive from BaseException");
  }
}

/** An exception that is raised while another one is handled gets it as its context. */
function setContext(error: unknown, during: unknown): void {
  const raised = toRaised(error)?.exception;
  const before = during instanceof PyException ? during : toRaised(during)?.exception;
  if (raised === undefined || before === undefined || raised === before || raised.context !== null) return;
  for (let one: Value = before; one instanceof PyException; one = one.context) if (one === raised) return;
  raised.context = before;
}
