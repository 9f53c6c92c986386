import type { BinaryOperator } from "../syntax/syntax-node.js";
import { dictClass } from "../values/classes.js";
import type { PyClass } from "../values/py-class.js";
import { PyDict, PySet } from "../values/py-dict.js";
import { raise } from "../values/py-exception.js";
import { PyFloat } from "../values/py-float.js";
import { PyByteArray, PyList, PyRange, PyTuple } from "../values/py-list.js";
import { notImplementedSingleton } from "../values/singletons.js";
import { intOf, strOf, typeName, typeOf } from "../values/type-of.js";
import type { Value } from "../values/value.js";
import { callSpecial } from "./call.js";
import { dictSet, setAdd } from "./dict-set.js";
import { divideFloats, floorFloats, moduloFloats, powerOfFloats, trueDivide } from "./divide-floats.js";
import { bytesOf, hasKey } from "./equality.js";
import {
  addIntegers,
  combineBits,
  floorDivide,
  floorModulo,
  type Integer,
  multiplyIntegers,
  powerOfIntegers,
  shiftLeft,
  shiftRight,
  subtractIntegers,
  toFloat,
} from "./integers.js";
import { reserve } from "./run.js";

/** The special methods of each operator: its own, the right side's, and that of the assignment. */
export const operatorMethods: Readonly<Record<BinaryOperator, readonly [string, string, string]>> = {
  "+": ["__add__", "__radd__", "__iadd__"],
  "-": ["__sub__", "__rsub__", "__isub__"],
  "*": ["__mul__", "__rmul__", "__imul__"],
  "/": ["__truediv__", "__rtruediv__", "__itruediv__"],
  "//": ["__floordiv__", "__rfloordiv__", "__ifloordiv__"],
  "%": ["__mod__", "__rmod__", "__imod__"],
  "**": ["__pow__", "__rpow__", "__ipow__"],
  "@": ["__matmul__", "__rmatmul__", "__imatmul__"],
  "<<": ["__lshift__", "__rlshift__", "__ilshift__"],
  ">>": ["__rshift__", "__rrshift__", "__irshift__"],
  "&": ["__and__", "__rand__", "__iand__"],
  "|": ["__or__", "__ror__", "__ior__"],
  "^": ["__xor__", "__rxor__", "__ixor__"],
};

const integerOperation = (operator: BinaryOperator, a: Integer, b: Integer): Value | undefined => {
  switch (operator) {
    case "+":
      return addIntegers(a, b);
    case "-":
      return subtractIntegers(a, b);
    case "*":
      return multiplyIntegers(a, b);
    case "/":
      return new PyFloat(trueDivide(a, b));
    case "//":
      return floorDivide(a, b);
    case "%":
      return floorModulo(a, b);
    case "**":
      return b < 0 ? new PyFloat(powerOfFloats(toFloat(a), toFloat(b))) : powerOfIntegers(a, b);
    case "<<":
      return shiftLeft(a, b);
    case ">>":
      return shiftRight(a, b);
    case "&":
    case "|":
    case "^":
      return combineBits(operator, a, b);
    default:
      return undefined;
  }
};

const floatOperation = (operator: BinaryOperator, a: number, b: number): number | undefined => {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return divideFloats(a, b);
    case "//":
      return floorFloats(a, b);
    case "%":
      return moduloFloats(a, b);
    case "**":
      return powerOfFloats(a, b);
    default:
      return undefined;
  }
};

/** An operator of the built-in types on their own values; `undefined` where they have none. */
export function plainOperation(operator: BinaryOperator, a: Value, b: Value): Value | undefined {
  const [left, right] = [intOf(a), intOf(b)];
  if (left !== undefined && right !== undefined) {
    if (typeof a === "boolean" && typeof b === "boolean")
      switch (operator) {
        case "&":
          return a && b;
        case "|":
          return a || b;
        case "^":
          return a !== b;
      }
    return integerOperation(operator, left, right);
  }
  if (a instanceof PyFloat || b instanceof PyFloat) {
    const x = a instanceof PyFloat ? a.value : left === undefined ? undefined : toFloat(left);
    const y = b instanceof PyFloat ? b.value : right === undefined ? undefined : toFloat(right);
    if (x !== undefined && y !== undefined) {
      const result = floatOperation(operator, x, y);
      return result === undefined ? undefined : new PyFloat(result);
    }
  }
  if (operator === "+") return concatenate(a, b);
  if (operator === "*")
    return left === undefined ? (right === undefined ? undefined : repeat(a, right)) : repeat(b, left);
  if (a instanceof PySet && b instanceof PySet) return setOperation(operator, a, b);
  if (operator === "|" && a instanceof PyDict && b instanceof PyDict) {
    const merged = new PyDict(a.pyClass.isNative ? a.pyClass : dictClass);
    for (const dict of [a, b]) for (const { key, value } of dict.map.values()) dictSet(merged, key, value);
    return merged;
  }
  return undefined;
}

function concatenate(a: Value, b: Value): Value | undefined {
  const [textA, textB] = [strOf(a), strOf(b)];
  if (textA !== undefined && textB !== undefined) {
    reserve(textA.length + textB.length);
    return textA + textB;
  }
  if (a instanceof PyList && b instanceof PyList) {
    reserve(a.items.length + b.items.length);
    return new PyList([...a.items, ...b.items]);
  }
  if (a instanceof PyTuple && b instanceof PyTuple) {
    reserve(a.items.length + b.items.length);
    return new PyTuple([...a.items, ...b.items]);
  }
  const [bytesA, bytesB] = [bytesOf(a), bytesOf(b)];
  if (bytesA === undefined || bytesB === undefined) return undefined;
  reserve(bytesA.length + bytesB.length);
  const joined = new Uint8Array(bytesA.length + bytesB.length);
  joined.set(bytesA);
  joined.set(bytesB, bytesA.length);
  return a instanceof PyByteArray ? new PyByteArray(joined) : joined;
}

const isSequence = (value: Value): boolean =>
  strOf(value) !== undefined || value instanceof PyList || value instanceof PyTuple || bytesOf(value) !== undefined;

function repeat(sequence: Value, times: Integer): Value | undefined {
  const count = times < 0 ? 0 : Number(times);
  const text = strOf(sequence);
  if (typeof times === "bigint" && BigInt.asIntN(64, times) !== times && isSequence(sequence))
    raise("OverflowError", "cannot fit 'int' into an index-sized integer");
  if (text !== undefined) {
    reserve(text.length * count);
    return text.repeat(count);
  }
  if (sequence instanceof PyList || sequence instanceof PyTuple) {
    reserve(sequence.items.length * count);
    const items: Value[] = [];
    for (let index = 0; index < count && sequence.items.length > 0; index++)
      for (const item of sequence.items) items.push(item);
    return sequence instanceof PyList ? new PyList(items) : new PyTuple(items);
  }
  const bytes = bytesOf(sequence);
  if (bytes === undefined) return undefined;
  reserve(bytes.length * count);
  const repeated = new Uint8Array(bytes.length * count);
  for (let index = 0; index < count; index++) repeated.set(bytes, index * bytes.length);
  return sequence instanceof PyByteArray ? new PyByteArray(repeated) : repeated;
}

function setOperation(operator: BinaryOperator, a: PySet, b: PySet): PySet | undefined {
  if (operator !== "&" && operator !== "|" && operator !== "-" && operator !== "^") return undefined;
  const result = new PySet(a.pyClass);
  for (const item of a.map.values())
    if (operator === "|" || hasKey(b, item) === (operator === "&")) setAdd(result, item);
  if (operator === "|" || operator === "^")
    for (const item of b.map.values()) if (operator === "|" || !hasKey(a, item)) setAdd(result, item);
  return result;
}

/** The types of operands whose classes need not be checked. */
const isPlain = (type: PyClass): boolean => type.isNative && type.module === "builtins";

/** `a + b` and its like. */
export function operate(operator: BinaryOperator, a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") {
    const result = integerOperation(operator, a, b);
    if (result !== undefined) return result;
  }
  const [leftType, rightType] = [typeOf(a), typeOf(b)];
  if (isPlain(leftType) && isPlain(rightType)) {
    const plain = plainOperation(operator, a, b);
    if (plain !== undefined) return plain;
  }
  const result = dispatch(operator, a, b, leftType, rightType);
  if (result !== undefined) return result;
  wrongOperands(operator, operator, a, b);
}

function dispatch(
  operator: BinaryOperator,
  a: Value,
  b: Value,
  leftType: PyClass,
  rightType: PyClass,
): Value | undefined {
  const [own, reflected] = operatorMethods[operator];
  const isMoreSpecial =
    rightType !== leftType &&
    rightType.isSubclassOf(leftType) &&
    rightType.lookup(reflected) !== leftType.lookup(reflected);
  if (isMoreSpecial) {
    const result = callSpecial(b, reflected, a);
    if (result !== undefined && result !== notImplementedSingleton) return result;
  }
  const result = callSpecial(a, own, b);
  if (result !== undefined && result !== notImplementedSingleton) return result;
  if (rightType !== leftType && !isMoreSpecial) {
    const other = callSpecial(b, reflected, a);
    if (other !== undefined && other !== notImplementedSingleton) return other;
  }
  return undefined;
}

function wrongOperands(operator: BinaryOperator, shown: string, a: Value, b: Value): never {
  if (operator === "+" && shown === "+") {
    if (strOf(a) !== undefined) raise("TypeError", `can only concatenate str (not "${typeName(b)}") to str`);
    if (a instanceof PyList) raise("TypeError", `can only concatenate list (not "${typeName(b)}") to list`);
    if (a instanceof PyTuple) raise("TypeError", `can only concatenate tuple (not "${typeName(b)}") to tuple`);
    if (bytesOf(a) !== undefined) raise("TypeError", `can't concat ${typeName(b)} to ${typeName(a)}`);
  }
  // `*=` does not look at the right side if the left one has items.
  const hasItems = shown !== operator && (a instanceof PyDict || a instanceof PySet || a instanceof PyRange);
  if (operator === "*" && !hasItems && (isSequence(a) || isSequence(b)))
    raise("TypeError", `can't multiply sequence by non-int of type '${typeName(isSequence(a) ? b : a)}'`);
  const name = operator === "**" ? `** or pow()` : operator;
  const written = shown === operator ? name : shown;
  raise("TypeError", `unsupported operand type(s) for ${written}: '${typeName(a)}' and '${typeName(b)}'`);
}

/** `a += b` and its like for what is not changed in place by `a`'s own class. */
export function operateInPlace(operator: BinaryOperator, a: Value, b: Value): Value {
  const inPlace = callSpecial(a, operatorMethods[operator][2], b);
  if (inPlace !== undefined && inPlace !== notImplementedSingleton) return inPlace;
  const [leftType, rightType] = [typeOf(a), typeOf(b)];
  if (isPlain(leftType) && isPlain(rightType)) {
    const plain = plainOperation(operator, a, b);
    if (plain !== undefined) return plain;
  }
  const result = dispatch(operator, a, b, leftType, rightType);
  if (result !== undefined) return result;
  if (operator === "+" && isSequence(a)) wrongOperands(operator, operator, a, b);
  wrongOperands(operator, `${operator}=`, a, b);
}

const unaryMethods = { "+": "__pos__", "-": "__neg__", "~": "__invert__" } as const;

/** `-a`, `+a` and `~a`. */
export function operateUnary(operator: "+" | "-" | "~", value: Value): Value {
  const whole = typeof value === "object" ? undefined : intOf(value);
  if (whole !== undefined) return plainUnary(operator, whole);
  if (value instanceof PyFloat && value.pyClass.isNative && operator !== "~")
    return new PyFloat(operator === "-" ? -value.value : value.value);
  const result = callSpecial(value, unaryMethods[operator]);
  if (result !== undefined) return result;
  raise("TypeError", `bad operand type for unary ${operator}: '${typeName(value)}'`);
}

/** The unary operators of whole numbers. */
export function plainUnary(operator: "+" | "-" | "~", value: Integer): Integer {
  if (operator === "+") return value;
  if (operator === "-") return subtractIntegers(0, value);
  return subtractIntegers(-1, value);
}
