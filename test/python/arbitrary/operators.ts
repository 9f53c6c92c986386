import fc from "fast-check";
import {
  atom,
  bytes,
  float,
  integer,
  listOf,
  number,
  optional,
  range,
  set,
  small,
  type Text,
  text,
  tupleOf,
  value,
} from "./values.js";

export const operators = [
  "+",
  "-",
  "*",
  "/",
  "//",
  "%",
  "<<",
  ">>",
  "&",
  "|",
  "^",
  "==",
  "!=",
  "<",
  "<=",
  ">",
  ">=",
  "in",
  "not in",
  "is",
  "and",
  "or",
];
/** Shifts, products and powers stay small enough to print. */
export const binary: Text = fc.oneof(
  fc
    .tuple(value, fc.constantFrom(...operators.filter((one) => one !== "<<" && one !== "*" && one !== "is")), value)
    .map(([a, op, b]) => `${a} ${op} ${b}`),
  fc.tuple(number, fc.constantFrom("+", "-", "*", "/", "//", "%"), number).map(([a, op, b]) => `(${a}) ${op} (${b})`),
  fc
    .tuple(integer, fc.constantFrom("<<", ">>", "**"), fc.integer({ min: -3, max: 70 }).map(String))
    .map(([a, op, b]) => `(${a}) ${op} (${b})`),
  fc
    .tuple(float, fc.constantFrom("2", "-1", "3", "0"))
    .filter(([a]) => !a.startsWith("-"))
    .map(([a, b]) => `(${a}) ** ${b}`),
  // C's pow() is wrong in the last digit once in a thousand times, ours in none.
  fc
    .tuple(float, fc.constantFrom("0.5", "1.5", "-0.25", "2.7", "1e-3", "1/3"))
    .filter(([a]) => !a.startsWith("-"))
    .map(([a, b]) => `f"{(${a}) ** (${b}):.13g}"`),
  fc.tuple(fc.oneof(text, listOf(small), tupleOf(small), bytes), small).map(([a, b]) => `${a} * ${b}`),
  fc.tuple(set, fc.constantFrom("&", "|", "-", "^", "<", "<=", "=="), set).map(([a, op, b]) => `${a} ${op} ${b}`),
  fc.tuple(fc.constantFrom("-", "+", "~", "not "), value).map(([op, a]) => `${op}(${a})`),
  fc
    .tuple(number, fc.constantFrom("<", "<=", "=="), number, fc.constantFrom("<", "!="), number)
    .map(([a, o, b, p, c]) => `(${a}) ${o} (${b}) ${p} (${c})`),
);

export const bounds: Text = fc
  .tuple(optional(small), optional(small), optional(fc.constantFrom("1", "2", "-1", "-2", "0")))
  .map(([a, b, c]) => `[${a}:${b}:${c}]`);
export const subscript: Text = fc
  .tuple(
    fc.oneof(text, listOf(atom), tupleOf(atom), bytes, range),
    fc.oneof(
      small.map((one) => `[${one}]`),
      bounds,
    ),
  )
  .map(([a, b]) => `(${a})${b}`);
