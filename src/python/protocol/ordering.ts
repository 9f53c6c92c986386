import { PySet } from "../values/py-dict.js";
import { raise } from "../values/py-exception.js";
import { PyFloat } from "../values/py-float.js";
import { PyList, PyTuple } from "../values/py-list.js";
import { notImplementedSingleton } from "../values/singletons.js";
import { intOf, strOf, typeName, typeOf } from "../values/type-of.js";
import type { Value } from "../values/value.js";
import { callSpecial } from "./call.js";
import { bytesOf, hasKey, same } from "./equality.js";
import { truth } from "./truth.js";

/** The operators that order values. */
export type OrderingOperator = "<" | "<=" | ">" | ">=";

const methods = { "<": "__lt__", "<=": "__le__", ">": "__gt__", ">=": "__ge__" } as const;
const reflected = { "<": "__gt__", "<=": "__ge__", ">": "__lt__", ">=": "__le__" } as const;

const decide = (operator: OrderingOperator, order: number): boolean =>
  operator === "<" ? order < 0 : operator === "<=" ? order <= 0 : operator === ">" ? order > 0 : order >= 0;

/** Strings in the order of their code points: units order the characters beyond U+FFFF before U+E000. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const [left, right] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (left === right) continue;
    const [leftPair, rightPair] = [left >= 0xd800 && left <= 0xdfff, right >= 0xd800 && right <= 0xdfff];
    return leftPair === rightPair ? left - right : leftPair ? (right > 0xffff ? -1 : 1) : -1;
  }
  return a.length - b.length;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) if (a[index] !== b[index]) return (a[index] ?? 0) - (b[index] ?? 0);
  return a.length - b.length;
}

/** `a < b` and its like, which is an object of the host for operators that make expressions. */
export function order(operator: OrderingOperator, a: Value, b: Value): Value {
  if (typeof a === "number" && typeof b === "number") return decide(operator, a - b);
  const [leftType, rightType] = [typeOf(a), typeOf(b)];
  if (leftType.isNative && rightType.isNative) {
    const plain = orderPlain(operator, a, b);
    if (plain !== undefined) return plain;
  }
  if (rightType !== leftType && rightType.isSubclassOf(leftType)) {
    const result = callSpecial(b, reflected[operator], a);
    if (result !== undefined && result !== notImplementedSingleton) return result;
  }
  const result = callSpecial(a, methods[operator], b);
  if (result !== undefined && result !== notImplementedSingleton) return result;
  const other = callSpecial(b, reflected[operator], a);
  if (other !== undefined && other !== notImplementedSingleton) return other;
  const plain = orderPlain(operator, a, b);
  if (plain !== undefined) return plain;
  raise("TypeError", `'${operator}' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`);
}

/** The order of the built-in types; `undefined` if they do not define it. */
export function orderPlain(operator: OrderingOperator, a: Value, b: Value): Value | undefined {
  const [textA, textB] = [strOf(a), strOf(b)];
  if (textA !== undefined && textB !== undefined) return decide(operator, compareTexts(textA, textB));
  const [numberA, numberB] = [a instanceof PyFloat ? a.value : intOf(a), b instanceof PyFloat ? b.value : intOf(b)];
  if (numberA !== undefined && numberB !== undefined) {
    switch (operator) {
      case "<":
        return numberA < numberB;
      case "<=":
        return numberA <= numberB;
      case ">":
        return numberA > numberB;
      case ">=":
        return numberA >= numberB;
    }
  }
  const [bytesA, bytesB] = [bytesOf(a), bytesOf(b)];
  if (bytesA !== undefined && bytesB !== undefined) return decide(operator, compareBytes(bytesA, bytesB));
  if ((a instanceof PyList && b instanceof PyList) || (a instanceof PyTuple && b instanceof PyTuple)) {
    const length = Math.min(a.items.length, b.items.length);
    for (let index = 0; index < length; index++)
      if (!same(a.items[index], b.items[index])) return order(operator, a.items[index], b.items[index]);
    return decide(operator, a.items.length - b.items.length);
  }
  if (a instanceof PySet && b instanceof PySet) return orderSets(operator, a, b);
  return undefined;
}

function orderSets(operator: OrderingOperator, a: PySet, b: PySet): boolean {
  if (operator === ">" || operator === ">=") return orderSets(operator === ">" ? "<" : "<=", b, a);
  if (operator === "<" ? a.size >= b.size : a.size > b.size) return false;
  return [...a.map.values()].every((item) => hasKey(b, item));
}

/** Sorts in place as `list.sort` does: stable, by `<` alone. The keys are kept beside the values. */
export function sortByKeys(values: Value[], keys: readonly Value[], reverse: boolean): void {
  const less = (a: Value, b: Value): boolean =>
    typeof a === "number" && typeof b === "number" ? a < b : truth(order("<", a, b));
  const indices = values.map((_, index) => index);
  // Reversing twice keeps equal values in their order.
  if (reverse) indices.reverse();
  const isLess = (a: number, b: number): boolean => less(keys[a], keys[b]);
  const sorted = indices.length < fewValues ? sortFew(indices, isLess) : mergeSort(indices, isLess);
  if (reverse) sorted.reverse();
  const copy = values.slice();
  for (const [position, index] of sorted.entries()) values[position] = copy[index];
}

/** Below that number Python has no runs to merge. */
const fewValues = 64;

/**
 * Compares in the order in which Python does, which shows where a comparison raises: along the run at the beginning, then
 * by halves for each value after it.
 */
function sortFew(indices: number[], less: (a: number, b: number) => boolean): number[] {
  const at = (index: number): number => indices[index] as number;
  let run = 2;
  if (indices.length < run) return indices;
  const isDescending = less(at(1), at(0));
  while (run < indices.length && less(at(run), at(run - 1)) === isDescending) run++;
  const sorted = indices.slice(0, run);
  if (isDescending) sorted.reverse();
  for (const pivot of indices.slice(run)) {
    let [left, right] = [0, sorted.length];
    while (left < right) {
      const middle = (left + right) >> 1;
      if (less(pivot, sorted[middle] as number)) right = middle;
      else left = middle + 1;
    }
    sorted.splice(left, 0, pivot);
  }
  return sorted;
}

/** Written out, because the comparison may raise and must only use `<`. */
function mergeSort(indices: readonly number[], less: (a: number, b: number) => boolean): number[] {
  let from = indices.slice();
  let to = new Array<number>(from.length);
  for (let width = 1; width < from.length; width *= 2) {
    for (let start = 0; start < from.length; start += 2 * width) {
      const middle = Math.min(start + width, from.length);
      const end = Math.min(start + 2 * width, from.length);
      let [left, right] = [start, middle];
      for (let at = start; at < end; at++) {
        const takesRight = right < end && (left >= middle || less(from[right] as number, from[left] as number));
        to[at] = from[takesRight ? right++ : left++] as number;
      }
    }
    [from, to] = [to, from];
  }
  return from;
}
