import { callBound } from "../protocol/call.js";
import { iteratorOf, nextOf } from "../protocol/iterate.js";
import { toRaised } from "../protocol/run.js";
import { truth } from "../protocol/truth.js";
import type { Statement } from "../syntax/syntax-node.js";
import { exceptionClasses } from "../values/exception-classes.js";
import { PyException, raise } from "../values/py-exception.js";
import { PyIterator } from "../values/py-iterator.js";
import { typeName, typeOf } from "../values/type-of.js";
import { type Eval, pauseSignal, type Value } from "../values/value.js";
import { awaitValue } from "./await-value.js";
import { type Completion, type Exec, evaluateCode, type Frame } from "./frame.js";
import { PatternCompiler } from "./pattern-compiler.js";
import { execAt } from "./statement-compiler.js";
import type { Setter } from "./target-compiler.js";

type Node<Kind extends Statement["kind"]> = Statement & { kind: Kind };

/** Loops, conditions, `match` and `with`. */
export abstract class BlockCompiler extends PatternCompiler {
  protected ifExec(node: Node<"If" | "While">): Exec {
    const line = this.source.lineOf(node.at);
    const test = this.expression(node.test);
    const [body, orelse] = [this.block(node.body), this.block(node.orelse)];
    const [now, yes, no] = [test.now, body.now, orelse.now];
    const run = function* (frame: Frame): Eval<Completion> {
      frame.line = line;
      const branch = truth(now === undefined ? yield* test.run(frame) : now(frame)) ? body : orelse;
      return branch.now === undefined ? yield* branch.run(frame) : branch.now(frame);
    };
    if (now === undefined || yes === undefined || no === undefined) return { now: undefined, run };
    return {
      run,
      now: (frame) => {
        frame.line = line;
        return truth(now(frame)) ? yes(frame) : no(frame);
      },
    };
  }

  protected whileExec(node: Node<"If" | "While">): Exec {
    const line = this.source.lineOf(node.at);
    const test = this.expression(node.test);
    const [body, orelse] = [this.block(node.body), this.block(node.orelse)];
    return {
      now: undefined,
      *run(frame) {
        for (;;) {
          frame.line = line;
          if (!truth(test.now === undefined ? yield* test.run(frame) : test.now(frame))) break;
          if (frame.run.tick()) yield pauseSignal;
          const completion = body.now === undefined ? yield* body.run(frame) : body.now(frame);
          if (completion === "break") return undefined;
          if (completion === "return") return completion;
        }
        return orelse.now === undefined ? yield* orelse.run(frame) : orelse.now(frame);
      },
    };
  }

  protected forExec(node: Node<"For">): Exec {
    const line = this.source.lineOf(node.at);
    const [iterable, target] = [this.expression(node.iter), this.setter(node.target)];
    const [body, orelse] = [this.block(node.body), this.block(node.orelse)];
    const isAsync = node.isAsync;
    return {
      now: undefined,
      *run(frame) {
        frame.line = line;
        const values = yield* evaluateCode(iterable, frame);
        const iterator = isAsync ? yield* asyncIterator(values) : yield* iteratorOf(values);
        for (;;) {
          frame.line = line;
          const item =
            iterator instanceof PyIterator
              ? iterator.next()
              : isAsync
                ? yield* nextAsync(iterator)
                : yield* nextOf(iterator);
          if (item === undefined) break;
          if (frame.run.tick()) yield pauseSignal;
          if (target.now !== undefined) target.now(frame, item);
          else yield* target.run(frame, item);
          const completion = body.now === undefined ? yield* body.run(frame) : body.now(frame);
          if (completion === "break") return undefined;
          if (completion === "return") return completion;
        }
        return orelse.now === undefined ? yield* orelse.run(frame) : orelse.now(frame);
      },
    };
  }

  protected withExec(node: Node<"With">): Exec {
    const line = this.source.lineOf(node.at);
    let exec = this.block(node.body);
    for (const item of [...node.items].reverse()) {
      const manager = this.expression(item.contextExpr);
      const target = item.optionalVars === null ? undefined : this.setter(item.optionalVars);
      const inner = exec;
      const { isAsync } = node;
      exec = execAt(line, function* (frame) {
        return yield* withOne(yield* evaluateCode(manager, frame), target, inner, frame, isAsync, line);
      });
    }
    return exec;
  }
}

/** An error of the host as the end of a block sees it. */
function hostFailure(error: unknown): PyException {
  const exception = new PyException(exceptionClasses.RuntimeError, [String(error)]);
  exception.payload = error as Value;
  return exception;
}

function* asyncIterator(value: Value): Eval {
  const special = typeOf(value).lookup("__aiter__");
  if (special === undefined)
    raise("TypeError", `'async for' requires an object with __aiter__ method, got ${typeName(value)}`);
  return yield* callBound(special, value, []);
}

function* nextAsync(iterator: Value): Eval<Value | undefined> {
  const special = typeOf(iterator).lookup("__anext__");
  if (special === undefined)
    raise(
      "TypeError",
      `'async for' received an object from __aiter__ that does not implement __anext__: ${typeName(iterator)}`,
    );
  try {
    return yield* awaitValue(yield* callBound(special, iterator, []));
  } catch (error) {
    if (toRaised(error)?.exception.pyClass.isSubclassOf(exceptionClasses.StopAsyncIteration)) return undefined;
    throw error;
  }
}

function* withOne(
  manager: Value,
  target: Setter | undefined,
  body: Exec,
  frame: Frame,
  isAsync: boolean,
  line: number,
): Eval<Completion> {
  const type = typeOf(manager);
  const [enter, exit] = isAsync
    ? [type.lookup("__aenter__"), type.lookup("__aexit__")]
    : [type.lookup("__enter__"), type.lookup("__exit__")];
  if (enter === undefined || exit === undefined) {
    const missing = enter !== undefined ? ` (missed ${isAsync ? "__aexit__" : "__exit__"} method)` : "";
    const protocol = isAsync ? "asynchronous context manager" : "context manager";
    raise("TypeError", `'${type.shownName}' object does not support the ${protocol} protocol${missing}`);
  }
  const finish = function* (args: readonly Value[]): Eval {
    frame.line = line;
    frame.run.frame = frame;
    const result = yield* callBound(exit, manager, args);
    return isAsync ? yield* awaitValue(result) : result;
  };
  frame.run.frame = frame;
  const entered = yield* callBound(enter, manager, []);
  const value = isAsync ? yield* awaitValue(entered) : entered;
  let completion: Completion;
  let result: Value = null;
  try {
    if (target !== undefined) yield* target.run(frame, value);
    completion = body.now === undefined ? yield* body.run(frame) : body.now(frame);
    result = frame.result;
  } catch (error) {
    const raised = toRaised(error);
    // An error of the host that is not a Python exception ends the block as well, and cannot be suppressed.
    const exception = raised?.exception ?? hostFailure(error);
    const before = frame.run.handling;
    const failed = frame.line;
    frame.run.handling = exception;
    let swallowed: boolean;
    try {
      swallowed = truth(yield* finish([exception.pyClass, exception, null]));
    } finally {
      frame.run.handling = before;
    }
    if (raised !== undefined && swallowed) return undefined;
    frame.line = failed;
    throw error;
  }
  yield* finish([null, null, null]);
  frame.result = result;
  return completion;
}
