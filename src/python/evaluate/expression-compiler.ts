import { formatValue } from "../format/format-value.js";
import { getAttribute, waitForAttribute } from "../protocol/attributes.js";
import { dictSet, setAdd } from "../protocol/dict-set.js";
import { equals, notEquals } from "../protocol/equality.js";
import { contains, getItem, waitForItem } from "../protocol/get-item.js";
import { isIterable, listOf } from "../protocol/iterate.js";
import { operate, operateUnary } from "../protocol/operators.js";
import { order } from "../protocol/ordering.js";
import { reserve } from "../protocol/run.js";
import { asciiOnly, repr, text } from "../protocol/text.js";
import { truth } from "../protocol/truth.js";
import type { CompareOperator, ConstantValue, Expression } from "../syntax/syntax-node.js";
import { PyDict, PySet } from "../values/py-dict.js";
import { raise } from "../values/py-exception.js";
import { PyFloat } from "../values/py-float.js";
import { PyList, PySlice, PyTuple } from "../values/py-list.js";
import { ellipsisSingleton } from "../values/singletons.js";
import { typeName } from "../values/type-of.js";
import { Signal, type Value } from "../values/value.js";
import { awaitValue, delegate } from "./await-value.js";
import { binaryCode, type Code, evaluateCode, evaluated, type Frame, immediate, manyCode, unaryCode } from "./frame.js";
import { mergeMapping } from "./merge-mapping.js";
import { NameCompiler } from "./name-compiler.js";

/** The value of a literal. */
export function constantOf(value: ConstantValue): Value {
  if (typeof value === "symbol") return ellipsisSingleton;
  return typeof value === "object" && value !== null && "float" in value ? new PyFloat(value.float) : value;
}

const comparisons: Readonly<Record<CompareOperator, (a: Value, b: Value) => Value>> = {
  "==": equals,
  "!=": notEquals,
  "<": (a, b) => order("<", a, b),
  "<=": (a, b) => order("<=", a, b),
  ">": (a, b) => order(">", a, b),
  ">=": (a, b) => order(">=", a, b),
  is: (a, b) => a === b,
  "is not": (a, b) => a !== b,
  in: (a, b) => contains(b, a),
  "not in": (a, b) => !contains(b, a),
};

/** Expressions, except calls and comprehensions. */
export abstract class ExpressionCompiler extends NameCompiler {
  protected abstract callCode(node: Expression & { kind: "Call" }): Code;
  protected abstract lambdaCode(node: Expression & { kind: "Lambda" }): Code;
  protected abstract comprehensionCode(
    node: Expression & { kind: "ListComp" | "SetComp" | "DictComp" | "GeneratorExp" },
  ): Code;

  expression(node: Expression): Code {
    switch (node.kind) {
      case "Constant": {
        const value = constantOf(node.value);
        return immediate(() => value);
      }
      case "Name":
        return this.nameCode(node.id);
      case "Attribute": {
        const name = this.scope.mangle(node.attr);
        const object = this.expression(node.value);
        if (this.waits)
          return evaluated(function* (frame) {
            return yield* waitForAttribute(yield* evaluateCode(object, frame), name);
          });
        return unaryCode(object, (value) => getAttribute(value, name));
      }
      case "Call":
        return this.callCode(node);
      case "Subscript":
        return this.#subscript(this.expression(node.value), this.expression(node.slice));
      case "Slice": {
        const none = immediate(() => null);
        const parts = [node.lower, node.upper, node.step].map((one) => (one === null ? none : this.expression(one)));
        return manyCode(parts, ([start, stop, step]) => new PySlice(start, stop, step));
      }
      case "List":
        return this.#display(node.elts, (items) => new PyList(items));
      case "Tuple":
        return this.#display(node.elts, (items) => new PyTuple(items));
      case "Set":
        return this.#display(
          node.elts,
          (items) => {
            const made = new PySet();
            for (const item of items) setAdd(made, item);
            return made;
          },
          true,
        );
      case "Dict":
        return this.#dict(node.keys, node.values);
      case "BinOp": {
        const { op } = node;
        return binaryCode(this.expression(node.left), this.expression(node.right), (a, b) => operate(op, a, b));
      }
      case "UnaryOp": {
        const { op } = node;
        if (op === "not") return unaryCode(this.expression(node.operand), (value) => !truth(value));
        return unaryCode(this.expression(node.operand), (value) => operateUnary(op, value));
      }
      case "BoolOp":
        return this.#boolean(node.op, node.values);
      case "Compare":
        return this.#compare(node.left, node.ops, node.comparators);
      case "IfExp":
        return this.#conditional(node.test, node.body, node.orelse);
      case "JoinedStr":
        return manyCode(
          node.values.map((one) => this.expression(one)),
          (parts) => {
            let length = 0;
            for (const part of parts) length += (part as string).length;
            reserve(length);
            return parts.join("");
          },
        );
      case "FormattedValue":
        return this.#formatted(node);
      case "Lambda":
        return this.lambdaCode(node);
      case "ListComp":
      case "SetComp":
      case "DictComp":
      case "GeneratorExp":
        return this.comprehensionCode(node);
      case "NamedExpr": {
        const set = this.nameSetter(node.target.id);
        return unaryCode(this.expression(node.value), (value, frame) => {
          set(frame, value);
          return value;
        });
      }
      case "Yield": {
        const operand = node.value === null ? immediate(() => null) : this.expression(node.value);
        return evaluated(function* (frame) {
          return yield new Signal("yield", yield* evaluateCode(operand, frame));
        });
      }
      case "YieldFrom": {
        const operand = this.expression(node.value);
        return evaluated(function* (frame) {
          return yield* delegate(yield* evaluateCode(operand, frame));
        });
      }
      case "Await": {
        const operand = this.expression(node.value);
        return evaluated(function* (frame) {
          return yield* awaitValue(yield* evaluateCode(operand, frame));
        });
      }
      case "Starred":
        return this.unsupported("a starred expression here is", node.at);
    }
  }

  #subscript(container: Code, index: Code): Code {
    if (!this.waits) return binaryCode(container, index, getItem);
    return evaluated(function* (frame) {
      const from = yield* evaluateCode(container, frame);
      return yield* waitForItem(from, yield* evaluateCode(index, frame));
    });
  }

  /** The elements of a display, `*values` spread out. */
  #display(elements: readonly Expression[], make: (items: Value[]) => Value, isSet = false): Code {
    if (!elements.some((one) => one.kind === "Starred"))
      return manyCode(
        elements.map((one) => this.expression(one)),
        make,
      );
    const parts = elements.map((one) =>
      one.kind === "Starred"
        ? { code: this.expression(one.value), isStarred: true }
        : { code: this.expression(one), isStarred: false },
    );
    return evaluated(function* (frame) {
      const items: Value[] = [];
      for (const { code, isStarred } of parts) {
        const value = yield* evaluateCode(code, frame);
        if (!isStarred) items.push(value);
        else {
          if (!isIterable(value) && !isSet)
            raise("TypeError", `Value after * must be an iterable, not ${typeName(value)}`);
          for (const item of yield* listOf(value)) items.push(item);
        }
      }
      return make(items);
    });
  }

  #dict(keys: readonly (Expression | null)[], values: readonly Expression[]): Code {
    const codes = values.flatMap((value, index) => {
      const key = keys[index];
      return key === null || key === undefined
        ? [this.expression(value)]
        : [this.expression(key), this.expression(value)];
    });
    if (keys.every((key) => key !== null))
      return manyCode(codes, (items) => {
        const made = new PyDict();
        for (let index = 0; index < items.length; index += 2) dictSet(made, items[index], items[index + 1]);
        return made;
      });
    return evaluated(function* (frame) {
      const made = new PyDict();
      let at = 0;
      for (const key of keys) {
        const first = yield* evaluateCode(codes[at++] as Code, frame);
        if (key === null) yield* mergeMapping(made, first, () => `'${typeName(first)}' object is not a mapping`);
        else dictSet(made, first, yield* evaluateCode(codes[at++] as Code, frame));
      }
      return made;
    });
  }

  #boolean(op: "and" | "or", operands: readonly Expression[]): Code {
    const codes = operands.map((one) => this.expression(one));
    const stopsAt = op === "or";
    const nows = codes.map((one) => one.now);
    if (nows.every((one) => one !== undefined)) {
      const all = nows as readonly ((frame: Frame) => Value)[];
      return immediate((frame) => {
        let value: Value = null;
        for (const [index, now] of all.entries()) {
          value = now(frame);
          if (index < all.length - 1 && truth(value) === stopsAt) return value;
        }
        return value;
      });
    }
    return evaluated(function* (frame) {
      let value: Value = null;
      for (const [index, code] of codes.entries()) {
        value = yield* evaluateCode(code, frame);
        if (index < codes.length - 1 && truth(value) === stopsAt) return value;
      }
      return value;
    });
  }

  #compare(left: Expression, ops: readonly CompareOperator[], comparators: readonly Expression[]): Code {
    const first = this.expression(left);
    const rest = comparators.map((one) => this.expression(one));
    const only = ops[0] as CompareOperator;
    if (ops.length === 1) return binaryCode(first, rest[0] as Code, comparisons[only]);
    return evaluated(function* (frame) {
      let value = yield* evaluateCode(first, frame);
      let result: Value = true;
      for (const [index, op] of ops.entries()) {
        const next = yield* evaluateCode(rest[index] as Code, frame);
        result = comparisons[op](value, next);
        if (index < ops.length - 1 && !truth(result)) return result;
        value = next;
      }
      return result;
    });
  }

  #conditional(test: Expression, body: Expression, orelse: Expression): Code {
    const [condition, yes, no] = [this.expression(test), this.expression(body), this.expression(orelse)];
    const [a, b, c] = [condition.now, yes.now, no.now];
    if (a !== undefined && b !== undefined && c !== undefined)
      return immediate((frame) => (truth(a(frame)) ? b(frame) : c(frame)));
    return evaluated(function* (frame) {
      return yield* evaluateCode(truth(yield* evaluateCode(condition, frame)) ? yes : no, frame);
    });
  }

  #formatted(node: Expression & { kind: "FormattedValue" }): Code {
    const { conversion } = node;
    const convert = (value: Value): Value =>
      conversion === ""
        ? value
        : conversion === "s"
          ? text(value)
          : conversion === "r"
            ? repr(value)
            : asciiOnly(repr(value));
    const value = this.expression(node.value);
    if (node.formatSpec === null) return unaryCode(value, (one) => formatValue(convert(one), ""));
    return binaryCode(value, this.expression(node.formatSpec), (one, spec) =>
      formatValue(convert(one), spec as string),
    );
  }
}
