import type { ClauseElement } from "../../../schema/elements/clause-element.js";
import { Expression } from "../../../schema/elements/column-element.js";
import type { BinaryOperator } from "../../../schema/elements/operator.js";
import { symbols } from "./operators.js";

/** Every operator that may need parentheses, with its precedence in SQLAlchemy. */
const precedence: Readonly<Record<string, number>> = {
  getitem: 15,
  jsonGetitem: 15,
  jsonPathGetitem: 15,
  astext: 15,
  pathAstext: 15,
  deletePath: 15,
  mul: 8,
  truediv: 8,
  floordiv: 8,
  mod: 8,
  neg: 8,
  bitwiseNot: 8,
  add: 7,
  sub: 7,
  bitwiseAnd: 7,
  bitwiseOr: 7,
  bitwiseXor: 7,
  bitwiseLshift: 7,
  bitwiseRshift: 7,
  concat: 5,
  regexpMatch: 5,
  notRegexpMatch: 5,
  regexpReplace: 5,
  like: 5,
  notLike: 5,
  ilike: 5,
  notIlike: 5,
  in: 5,
  notIn: 5,
  is: 5,
  isNot: 5,
  eq: 5,
  ne: 5,
  isDistinctFrom: 5,
  isNotDistinctFrom: 5,
  lt: 5,
  le: 5,
  gt: 5,
  ge: 5,
  between: 5,
  notBetween: 5,
  hasKey: 5,
  hasAll: 5,
  hasAny: 5,
  contains: 5,
  containedBy: 5,
  pathExists: 5,
  pathMatch: 5,
  distinct: 5,
  not: 5,
  collate: 4,
  and: 3,
  asc: 3,
  desc: 3,
  nullsFirst: 3,
  nullsLast: 3,
  or: 2,
  custom: 0,
  exists: 0,
  comma: -1,
};

const indexes = ["getitem", "jsonGetitem", "jsonPathGetitem"] as const;
const repeatable = new Set(["add", "mul", "concat", "and", "or", ...indexes, ...Object.keys(symbols)]);

/** Operators that SQLAlchemy puts in parentheses after NOT, although they bind more tightly. */
const groupedAfterNot: ReadonlySet<BinaryOperator> = new Set([...indexes, "astext", "pathAstext", "deletePath"]);

/** Whether a clause is in parentheses after NOT whatever its precedence, as an index into a value is. */
export const isGroupedAfterNot = (clause: ClauseElement): boolean =>
  clause instanceof Expression && clause.node.kind === "binary" && groupedAfterNot.has(clause.node.operator);

/** The operator at the top of a clause, or `undefined` when it has none. */
export function operatorOf(clause: ClauseElement): string | undefined {
  if (!(clause instanceof Expression)) return undefined;
  const { node } = clause;
  if (node.kind === "list" && node.clauses.length === 1 && node.clauses[0] !== undefined)
    return operatorOf(node.clauses[0]);
  if (node.kind === "coerce") return operatorOf(node.clause);
  return node.kind === "binary" || node.kind === "unary" || node.kind === "list" ? node.operator : undefined;
}

/** Whether a clause needs parentheses when it is an operand of an operator. */
export function needsParentheses(clause: ClauseElement, against: string): boolean {
  const own = operatorOf(clause);
  if (own === undefined || (own === against && repeatable.has(own))) return false;
  return (precedence[own] ?? 0) <= (precedence[against] ?? 99);
}
