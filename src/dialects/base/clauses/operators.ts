import type { BinaryOperator, SymbolOperator } from "../../../schema/elements/operator.js";

/** The operators on the bits of two numbers. */
export type BitwiseOperator = Extract<BinaryOperator, `bitwise${string}`>;

/** The spellings of the operators that most databases have. */
export const spellings: Readonly<Record<string, string>> = {
  eq: " = ",
  ne: " != ",
  lt: " < ",
  le: " <= ",
  gt: " > ",
  ge: " >= ",
  is: " IS ",
  isNot: " IS NOT ",
  isDistinctFrom: " IS DISTINCT FROM ",
  isNotDistinctFrom: " IS NOT DISTINCT FROM ",
  like: " LIKE ",
  notLike: " NOT LIKE ",
  in: " IN ",
  notIn: " NOT IN ",
  between: " BETWEEN ",
  notBetween: " NOT BETWEEN ",
  add: " + ",
  sub: " - ",
  mul: " * ",
  mod: " % ",
  bitwiseAnd: " & ",
  bitwiseOr: " | ",
  bitwiseXor: " ^ ",
  bitwiseLshift: " << ",
  bitwiseRshift: " >> ",
  concat: " || ",
  collate: " COLLATE ",
  and: " AND ",
  or: " OR ",
  comma: ", ",
};

/** The spellings of the operators that only PostgreSQL has. */
export const symbols: Readonly<Partial<Record<BinaryOperator, string>>> = {
  astext: " ->> ",
  pathAstext: " #>> ",
  hasKey: " ? ",
  hasAll: " ?& ",
  hasAny: " ?| ",
  contains: " @> ",
  containedBy: " <@ ",
  deletePath: " #- ",
  pathExists: " @? ",
  pathMatch: " @@ ",
} satisfies Readonly<Record<SymbolOperator, string>>;

/** Operators that SQLAlchemy writes by a rule of their own. */
const written: ReadonlySet<BinaryOperator> = new Set([
  "getitem",
  "mod",
  "truediv",
  "floordiv",
  "like",
  "notLike",
  "ilike",
  "notIlike",
  "regexpMatch",
  "notRegexpMatch",
  "regexpReplace",
]);

/** Whether SQLAlchemy writes an operator by its general rule: left side, operator, right side. */
export const isInfix = (operator: BinaryOperator): boolean => !written.has(operator);

/** A call of a function of the database. */
export const writeCall = (name: string, args: readonly string[]): string => `${name}(${args.join(", ")})`;
