import { getAttribute, setAttribute } from "../protocol/attributes.js";
import { getItem, setItem } from "../protocol/get-item.js";
import { listOf } from "../protocol/iterate.js";
import { operate, operateInPlace } from "../protocol/operators.js";
import { truth } from "../protocol/truth.js";
import type { BinaryOperator, Expression, Statement } from "../syntax/syntax-node.js";
import { exceptionClasses } from "../values/exception-classes.js";
import { PyException, Raised } from "../values/py-exception.js";
import { PyList } from "../values/py-list.js";
import type { Eval, Value } from "../values/value.js";
import { type Completion, type Exec, evaluateCode, type Frame, immediateExec } from "./frame.js";
import { FunctionCompiler } from "./function-compiler.js";

const nothing = immediateExec(() => undefined);

/** A statement that sets the line before it runs. */
export const execAt = (line: number, run: (frame: Frame) => Eval<Completion>): Exec => ({
  now: undefined,
  *run(frame) {
    frame.line = line;
    return yield* run(frame);
  },
});

const execNow = (line: number, now: (frame: Frame) => Completion): Exec =>
  immediateExec((frame) => {
    frame.line = line;
    return now(frame);
  });

/** `a += b`: a list appends the values of any iterable. */
export function* assignedOperation(operator: BinaryOperator, a: Value, b: Value): Eval {
  // Where the types have the operator: an error would name `+`, not `+=`.
  if (typeof a === "number" && typeof b === "number" && operator !== "@") return operate(operator, a, b);
  if (typeof a === "string" && typeof b === "string" && operator === "+") return operate(operator, a, b);
  if (operator === "+" && a instanceof PyList && a.pyClass.isNative) {
    for (const item of yield* listOf(b)) a.items.push(item);
    return a;
  }
  return operateInPlace(operator, a, b);
}

/** Statements without a body of their own. */
export abstract class StatementCompiler extends FunctionCompiler {
  protected abstract compound(node: Statement): Exec;

  protected override block(body: readonly Statement[]): Exec {
    const all = body.map((one) => this.statement(one));
    const only = all[0];
    if (all.length === 1 && only !== undefined) return only;
    const nows = all.map((one) => one.now);
    const run = function* (frame: Frame): Eval<Completion> {
      for (const one of all) {
        const completion = one.now === undefined ? yield* one.run(frame) : one.now(frame);
        if (completion !== undefined) return completion;
      }
      return undefined;
    };
    if (!nows.every((one) => one !== undefined)) return { now: undefined, run };
    const every = nows as readonly ((frame: Frame) => Completion)[];
    return {
      run,
      now: (frame) => {
        for (const now of every) {
          const completion = now(frame);
          if (completion !== undefined) return completion;
        }
        return undefined;
      },
    };
  }

  protected statement(node: Statement): Exec {
    const line = this.source.lineOf(node.at);
    switch (node.kind) {
      case "Pass":
      case "Global":
      case "Nonlocal":
        return nothing;
      case "Break":
        return execNow(line, () => "break");
      case "Continue":
        return execNow(line, () => "continue");
      case "Expr":
        return this.#value(node.value, line, () => undefined);
      case "Return": {
        if (node.value === null)
          return execNow(line, (frame) => {
            frame.result = null;
            return "return";
          });
        return this.#value(node.value, line, (frame, value) => {
          frame.result = value;
          return "return";
        });
      }
      case "Assign":
        return this.#assign(node.targets, node.value, line);
      case "AugAssign":
        return this.#augmented(node.target, node.op, node.value, line);
      case "AnnAssign": {
        const note = this.annotationOf(node);
        const assign = node.value === null ? undefined : this.#assign([node.target], node.value, line);
        if (note === undefined) return assign ?? nothing;
        return execAt(line, function* (frame) {
          if (assign !== undefined) yield* assign.run(frame);
          yield* note(frame);
          return undefined;
        });
      }
      case "Delete": {
        const all = node.targets.map((one) => this.deleter(one));
        return execAt(line, function* (frame) {
          for (const one of all) yield* one(frame);
          return undefined;
        });
      }
      case "Assert": {
        const [test, message] = [this.expression(node.test), node.msg === null ? undefined : this.expression(node.msg)];
        return execAt(line, function* (frame) {
          if (truth(yield* evaluateCode(test, frame))) return undefined;
          const args = message === undefined ? [] : [yield* evaluateCode(message, frame)];
          frame.line = line;
          throw new Raised(new PyException(exceptionClasses.AssertionError, args));
        });
      }
      case "FunctionDef": {
        const made = this.definitionCode(node);
        return this.decorated(node.decorators, (frame) => evaluateCode(made, frame), this.nameSetter(node.name), line);
      }
      case "TypeAlias": {
        const set = this.nameSetter(node.name);
        return this.#value(node.value, line, (frame, value) => {
          set(frame, value);
          return undefined;
        });
      }
      default:
        return this.compound(node);
    }
  }

  /** The annotation of a variable, kept where a class needs it. */
  protected abstract annotationOf(node: Statement & { kind: "AnnAssign" }): ((frame: Frame) => Eval<void>) | undefined;

  protected abstract decorated(
    decorators: readonly Expression[],
    make: (frame: Frame) => Eval,
    set: (frame: Frame, value: Value) => void,
    line: number,
  ): Exec;

  #value(node: Expression, line: number, use: (frame: Frame, value: Value) => Completion): Exec {
    const code = this.expression(node);
    const { now } = code;
    if (now !== undefined) return execNow(line, (frame) => use(frame, now(frame)));
    return execAt(line, function* (frame) {
      return use(frame, yield* code.run(frame));
    });
  }

  #assign(targets: readonly Expression[], value: Expression, line: number): Exec {
    const code = this.expression(value);
    const setters = targets.map((one) => this.setter(one));
    const only = setters[0];
    const { now } = code;
    if (now !== undefined && setters.length === 1 && only?.now !== undefined) {
      const set = only.now;
      return execNow(line, (frame) => {
        set(frame, now(frame));
        return undefined;
      });
    }
    return execAt(line, function* (frame) {
      const result = yield* evaluateCode(code, frame);
      for (const one of setters) {
        if (one.now !== undefined) one.now(frame, result);
        else yield* one.run(frame, result);
      }
      return undefined;
    });
  }

  #augmented(target: Expression, op: BinaryOperator, value: Expression, line: number): Exec {
    const operand = this.expression(value);
    if (target.kind === "Name") {
      const [get, set] = [this.expression(target), this.nameSetter(target.id)];
      return execAt(line, function* (frame) {
        const before = yield* evaluateCode(get, frame);
        set(frame, yield* assignedOperation(op, before, yield* evaluateCode(operand, frame)));
        return undefined;
      });
    }
    if (target.kind === "Attribute") {
      const name = this.scope.mangle(target.attr);
      const object = this.expression(target.value);
      return execAt(line, function* (frame) {
        const self = yield* evaluateCode(object, frame);
        const before = getAttribute(self, name);
        setAttribute(self, name, yield* assignedOperation(op, before, yield* evaluateCode(operand, frame)));
        return undefined;
      });
    }
    if (target.kind !== "Subscript") throw new Error(`${target.kind} is no target`);
    const [container, index] = [this.expression(target.value), this.expression(target.slice)];
    return execAt(line, function* (frame) {
      const self = yield* evaluateCode(container, frame);
      const at = yield* evaluateCode(index, frame);
      const before = getItem(self, at);
      setItem(self, at, yield* assignedOperation(op, before, yield* evaluateCode(operand, frame)));
      return undefined;
    });
  }
}
