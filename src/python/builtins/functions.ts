import { roundFloat } from "../format/fixed-digits.js";
import { formatValue } from "../format/format-value.js";
import { deleteAttribute, getAttribute, getAttributeOr, setAttribute, waitingRead } from "../protocol/attributes.js";
import { call, callBound, callSpecial } from "../protocol/call.js";
import { bytesOf, identityOf } from "../protocol/equality.js";
import { lengthOf, requireIndex } from "../protocol/get-item.js";
import { hashOf } from "../protocol/hash-of.js";
import { bitLength, type Integer, powerModulo } from "../protocol/integers.js";
import { forEach, isRaised, iteratorOf, listOf, nextOf, resume } from "../protocol/iterate.js";
import { operate } from "../protocol/operators.js";
import { order, sortByKeys } from "../protocol/ordering.js";
import { activeRun, evaluate, reserve } from "../protocol/run.js";
import { asciiOnly, repr, text } from "../protocol/text.js";
import { truth } from "../protocol/truth.js";
import { isLacking } from "../sqlalchemy/missing-value.js";
import { functionClass, nativeFunctionClass } from "../values/classes.js";
import { PyClass } from "../values/py-class.js";
import { SuperDescriptor } from "../values/py-descriptor.js";
import { PyDict } from "../values/py-dict.js";
import { raise } from "../values/py-exception.js";
import { PyFloat } from "../values/py-float.js";
import { type NativeFunction, native } from "../values/py-function.js";
import { PyGenerator } from "../values/py-generator.js";
import { PyInstance } from "../values/py-instance.js";
import { PyList, PyTuple } from "../values/py-list.js";
import { intOf, strOf, typeName, typeOf } from "../values/type-of.js";
import type { Eval, Value } from "../values/value.js";
import { callUntil } from "./iterator-types.js";
import { attributeNames } from "./object-type.js";

/** Whether a value is an instance of a class, or of one of a tuple of them. */
export function isInstanceOf(value: Value, types: Value, what = "isinstance"): boolean {
  if (types instanceof PyTuple) return types.items.some((one) => isInstanceOf(value, one, what));
  if (types instanceof PyInstance && types.pyClass.name === "UnionType" && "payload" in types)
    return (types.payload as PyTuple).items.some((one) => isInstanceOf(value, one === null ? typeOf(null) : one, what));
  if (!(types instanceof PyClass)) {
    const own = types === null ? undefined : callSpecial(types, "__instancecheck__", value);
    if (own !== undefined) return truth(own);
    raise("TypeError", "isinstance() arg 2 must be a type, a tuple of types, or a union");
  }
  if (types.meta !== undefined) {
    const own = callSpecial(types, "__instancecheck__", value);
    if (own !== undefined) return truth(own);
  }
  return typeOf(value).isSubclassOf(types);
}

function isSubclass(type: Value, types: Value): boolean {
  if (!(type instanceof PyClass)) raise("TypeError", "issubclass() arg 1 must be a class");
  if (types instanceof PyTuple) return types.items.some((one) => isSubclass(type, one));
  if (!(types instanceof PyClass))
    raise("TypeError", "issubclass() arg 2 must be a class, a tuple of classes, or a union");
  if (types.meta !== undefined) {
    const own = callSpecial(types, "__subclasscheck__", type);
    if (own !== undefined) return truth(own);
  }
  return type.isSubclassOf(types);
}

/** `min` and `max`. */
function* extreme(name: "min" | "max", args: readonly Value[], key: Value, otherwise: Value | undefined): Eval {
  if (args.length === 0) raise("TypeError", `${name} expected at least 1 argument, got 0`);
  if (args.length > 1 && otherwise !== undefined)
    raise("TypeError", `Cannot specify a default for ${name}() with multiple positional arguments`);
  const items = args.length === 1 ? yield* listOf(args[0]) : args;
  if (items.length === 0) {
    if (otherwise !== undefined) return otherwise;
    raise("ValueError", `${name}() arg is an empty sequence`);
  }
  let best: Value;
  let bestKey: Value;
  for (const [index, item] of items.entries()) {
    const own = key === null ? item : yield* call(key, [item]);
    if (index === 0 || truth(order(name === "min" ? "<" : ">", own, bestKey))) {
      best = item;
      bestKey = own;
    }
  }
  return best as Value;
}

/** The attribute of a name that must be a string. */
function nameOf(name: Value, what: string): string {
  return strOf(name) ?? raise("TypeError", `${what}attribute name must be string, not '${typeName(name)}'`);
}

/** Attributes that could lead to the host; they are missing, as they are in our values. */
const inRange = (code: Integer): number => {
  if (code > 2147483647 || code < -2147483648) raise("OverflowError", "Python int too large to convert to C int");
  if (code < 0 || code > 0x10ffff) raise("ValueError", "chr() arg not in range(0x110000)");
  return Number(code);
};

function based(value: Value, base: 2 | 8 | 16, prefix: string): string {
  const whole = requireIndex(value);
  const digits = (whole < 0 ? -BigInt(whole) : BigInt(whole)).toString(base);
  return `${whole < 0 ? "-" : ""}${prefix}${digits}`;
}

function* roundValue(value: Value, digits: Value): Eval {
  const type = typeOf(value);
  const places = digits === null ? null : Number(requireIndex(digits));
  const whole = intOf(value);
  if (whole !== undefined) {
    if (places === null || places >= 0) return whole;
    return roundInteger(whole, -places);
  }
  if (value instanceof PyFloat) return roundFloat(value.value, places);
  const special = type.lookup("__round__");
  if (special === undefined) raise("TypeError", `type ${type.shownName} doesn't define __round__ method`);
  return yield* callBound(special, value, digits === null ? [] : [digits]);
}

function roundInteger(value: Integer, places: number): Value {
  if (places > bitLength(value)) return 0;
  const unit = 10n ** BigInt(places);
  const whole = BigInt(value);
  const quotient = ((whole % unit) + unit) % unit;
  const floor = whole - quotient;
  const twice = quotient * 2n;
  const up = twice > unit || (twice === unit && (floor / unit) % 2n !== 0n);
  return operate("+", 0, up ? floor + unit : floor);
}

/** `sum`: floats are added as they come. */
function* sum(iterable: Value, start: Value): Eval {
  if (strOf(start) !== undefined) raise("TypeError", "sum() can't sum strings [use ''.join(seq) instead]");
  let total = start;
  yield* forEach(iterable, (item) => {
    total = operate("+", total, item);
    return true;
  });
  return total;
}

function frameOf(): NonNullable<ReturnType<typeof activeRun>["frame"]> {
  return activeRun().frame ?? raise("SystemError", "frame does not exist");
}

function localsOf(): PyDict {
  const frame = frameOf();
  if (frame.namespace !== undefined) return frame.namespace;
  return PyDict.fromNames(frame.names().map((name) => [name, frame.variable(name) as Value]));
}

function* printed(objects: readonly Value[], sep: Value, end: Value, file: Value): Eval {
  const line = objects.map((one) => text(one)).join(sep === null ? " " : text(sep)) + (end === null ? "\n" : text(end));
  reserve(line.length);
  if (file === null) {
    const out = activeRun().modules.get("sys")?.globals.getName("stdout");
    if (out === undefined) activeRun().host.write?.(line, "stdout");
    else yield* call(getAttribute(out, "write"), [line]);
  } else yield* call(getAttribute(file, "write"), [line]);
  return null;
}

function newSuper(type: Value | undefined, self: Value | undefined): Value {
  let start = type;
  let object = self;
  if (start === undefined) {
    const frame = frameOf();
    start = frame.variable("__class__");
    object = frame.firstArgument();
    if (object === undefined) raise("RuntimeError", "super(): no arguments");
    if (start === undefined) raise("RuntimeError", "super(): __class__ cell not found");
  }
  if (!(start instanceof PyClass)) raise("TypeError", `super() argument 1 must be a type, not ${typeName(start)}`);
  if (object instanceof PyClass && object.isSubclassOf(start)) return new SuperDescriptor(start, object, object);
  if (object === undefined || !typeOf(object).isSubclassOf(start))
    raise("TypeError", "super(type, obj): obj must be an instance or subtype of type");
  return new SuperDescriptor(start, object, typeOf(object));
}

/** Functions that the evaluator deliberately lacks: text is never run as code. */
const refused = (name: string): NativeFunction =>
  native(name, "*args, **kwargs", () => raise("NotImplementedError", `${name}() is not supported`));

/** The built-in functions that are not classes. */
export function builtinFunctions(): readonly NativeFunction[] {
  return [
    native("abs", "x, /", (x: Value) => {
      const whole = intOf(x);
      if (whole !== undefined) return whole < 0 ? operate("-", 0, whole) : whole;
      if (x instanceof PyFloat) return new PyFloat(Math.abs(x.value));
      return callSpecial(x, "__abs__") ?? raise("TypeError", `bad operand type for abs(): '${typeName(x)}'`);
    }),
    native("all", "iterable, /", function* (iterable: Value): Eval {
      let result = true;
      yield* forEach(iterable, (item) => {
        result = truth(item);
        return result;
      });
      return result;
    }),
    native("any", "iterable, /", function* (iterable: Value): Eval {
      let result = false;
      yield* forEach(iterable, (item) => {
        result = truth(item);
        return !result;
      });
      return result;
    }),
    native("ascii", "obj, /", (value: Value) => asciiOnly(repr(value))),
    native("bin", "number, /", (value: Value) => based(value, 2, "0b")),
    native("oct", "number, /", (value: Value) => based(value, 8, "0o")),
    native("hex", "number, /", (value: Value) => based(value, 16, "0x")),
    native("callable", "obj, /", (value: Value) => isCallable(value)),
    native("chr", "i, /", (value: Value) => String.fromCodePoint(inRange(requireIndex(value)))),
    native("ord", "c, /", (value: Value) => {
      const character = strOf(value);
      const bytes = bytesOf(value);
      if (character === undefined && bytes === undefined)
        raise("TypeError", `ord() expected string of length 1, but ${typeName(value)} found`);
      const length = bytes?.length ?? lengthOf(value);
      if (length !== 1) raise("TypeError", `ord() expected a character, but string of length ${length} found`);
      return bytes?.[0] ?? character?.codePointAt(0);
    }),
    native("delattr", "obj, name, /", (self: Value, name: Value) => {
      deleteAttribute(self, nameOf(name, ""));
      return null;
    }),
    native("dir", "obj=..., /", function* (self: Value | undefined): Eval {
      if (self === undefined) return new PyList([...frameOf().names()].sort());
      const special = typeOf(self).lookup("__dir__");
      const names = special === undefined ? new PyList(attributeNames(self)) : yield* callBound(special, self, []);
      const sorted = yield* listOf(names);
      sortByKeys(sorted, sorted.slice(), false);
      return new PyList(sorted);
    }),
    native("divmod", "x, y, /", (x: Value, y: Value) => {
      const own = callSpecial(x, "__divmod__", y);
      if (own !== undefined) return own;
      if (
        (x instanceof PyFloat || y instanceof PyFloat) &&
        !truth(y) &&
        (y instanceof PyFloat || intOf(y) !== undefined)
      )
        raise("ZeroDivisionError", "float divmod()");
      return new PyTuple([operate("//", x, y), operate("%", x, y)]);
    }),
    native("format", "value, format_spec='', /", (value: Value, spec: Value) => {
      const own = strOf(spec);
      if (own === undefined) raise("TypeError", `format() argument 2 must be str, not ${typeName(spec)}`);
      return formatValue(value, own);
    }),
    native("getattr", "object, name, default=..., /", (self: Value, name: Value, otherwise: Value | undefined) => {
      const key = nameOf(name, "");
      const waiting = waitingRead(self, key);
      if (waiting !== undefined) return evaluate(activeRun(), waiting);
      if (otherwise === undefined) return getAttribute(self, key);
      const found = getAttributeOr(self, key, otherwise);
      return isLacking(found) ? otherwise : found;
    }),
    native("hasattr", "obj, name, /", (self: Value, name: Value) => {
      const missing = {};
      const found = getAttributeOr(self, nameOf(name, ""), missing);
      return found !== missing && !isLacking(found as Value);
    }),
    native("setattr", "obj, name, value, /", (self: Value, name: Value, value: Value) => {
      setAttribute(self, nameOf(name, ""), value);
      return null;
    }),
    native("globals", "", () => frameOf().globals),
    native("locals", "", localsOf),
    native("vars", "object=..., /", (self: Value | undefined) => {
      if (self === undefined) return localsOf();
      const found = getAttributeOr(self, "__dict__", undefined);
      return found ?? raise("TypeError", "vars() argument must have __dict__ attribute");
    }),
    native("hash", "obj, /", hashOf),
    native("id", "obj, /", (value: Value) =>
      typeof value === "object" && value !== null ? 0x7f0000000000 + identityOf(value) * 16 : hashOf(value),
    ),
    native("isinstance", "obj, class_or_tuple, /", (value: Value, types: Value) => isInstanceOf(value, types)),
    native("issubclass", "cls, class_or_tuple, /", isSubclass),
    native("iter", "iterable, sentinel=..., /", function* (iterable: Value, sentinel: Value | undefined): Eval {
      if (sentinel !== undefined) return callUntil(iterable, sentinel);
      return yield* iteratorOf(iterable);
    }),
    native("len", "obj, /", lengthOf),
    native(
      "max",
      "*args, key=None, default=...",
      function* (args: readonly Value[], key: Value, otherwise: Value | undefined): Eval {
        return yield* extreme("max", args, key, otherwise);
      },
    ),
    native(
      "min",
      "*args, key=None, default=...",
      function* (args: readonly Value[], key: Value, otherwise: Value | undefined): Eval {
        return yield* extreme("min", args, key, otherwise);
      },
    ),
    native("next", "iterator, default=..., /", function* (iterator: Value, otherwise: Value | undefined): Eval {
      const special = typeOf(iterator).lookup("__next__");
      if (special !== undefined && !(iterator instanceof PyInstance && iterator.pyClass.isNative)) {
        try {
          return yield* callBound(special, iterator, []);
        } catch (error) {
          if (otherwise !== undefined && isRaised(error, "StopIteration")) return otherwise;
          throw error;
        }
      }
      if (iterator instanceof PyGenerator && otherwise === undefined) {
        // Its end has its return value.
        const step = yield* resume(iterator, { kind: "next", value: null });
        if (!step.done) return step.value;
        raise("StopIteration", ...(step.value === null ? [] : [step.value]));
      }
      const value = yield* nextOf(iterator);
      if (value !== undefined) return value;
      if (otherwise !== undefined) return otherwise;
      raise("StopIteration");
    }),
    native("pow", "base, exp, mod=None", (base: Value, exponent: Value, mod: Value) => {
      if (mod === null) return operate("**", base, exponent);
      const [a, b, m] = [intOf(base), intOf(exponent), intOf(mod)];
      if (a === undefined || b === undefined || m === undefined)
        raise(
          "TypeError",
          `unsupported operand type(s) for ** or pow(): '${typeName(base)}', '${typeName(exponent)}', '${typeName(mod)}'`,
        );
      return powerModulo(a, b, m);
    }),
    native("print", "*args, sep=' ', end='\\n', file=None, flush=False", printed),
    native("repr", "obj, /", (value: Value) => repr(value)),
    native("round", "number, ndigits=None", roundValue),
    native(
      "sorted",
      "iterable, /, *, key=None, reverse=False",
      function* (iterable: Value, key: Value, reverse: Value): Eval {
        const items = yield* listOf(iterable);
        const keys: Value[] = [];
        if (key !== null) for (const item of items) keys.push(yield* call(key, [item]));
        sortByKeys(items, key === null ? items.slice() : keys, truth(reverse));
        return new PyList(items);
      },
    ),
    native("sum", "iterable, /, start=0", sum),
    native("super", "type=..., obj=..., /", newSuper),
    refused("eval"),
    refused("exec"),
    refused("compile"),
    refused("__import__"),
    refused("input"),
    refused("breakpoint"),
    refused("memoryview"),
    refused("complex"),
  ];
}

/** Whether a value can be called. */
export function isCallable(value: Value): boolean {
  if (value instanceof PyClass) return true;
  const type = typeOf(value);
  return (
    type === functionClass ||
    type === nativeFunctionClass ||
    type.name === "method" ||
    type.lookup("__call__") !== undefined
  );
}
