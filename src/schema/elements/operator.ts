/** Operators between two values, by SQLAlchemy's names; the compiler knows how each is spelled. */
export type BinaryOperator =
  | "eq"
  | "ne"
  | "lt"
  | "le"
  | "gt"
  | "ge"
  | "is"
  | "isNot"
  | "isDistinctFrom"
  | "isNotDistinctFrom"
  | "like"
  | "notLike"
  | "ilike"
  | "notIlike"
  | "in"
  | "notIn"
  | "between"
  | "notBetween"
  | "add"
  | "sub"
  | "mul"
  | "truediv"
  | "floordiv"
  | "mod"
  | "concat"
  | "bitwiseAnd"
  | "bitwiseOr"
  | "bitwiseXor"
  | "bitwiseLshift"
  | "bitwiseRshift"
  | "regexpMatch"
  | "notRegexpMatch"
  | "regexpReplace"
  | "collate"
  | "getitem"
  | "jsonGetitem"
  | "jsonPathGetitem"
  | SymbolOperator
  | "custom";

/** PostgreSQL's operators on JSON, arrays and maps. Every dialect writes them as PostgreSQL does. */
export type SymbolOperator =
  | "astext"
  | "pathAstext"
  | "hasKey"
  | "hasAll"
  | "hasAny"
  | "contains"
  | "containedBy"
  | "deletePath"
  | "pathExists"
  | "pathMatch";

/** The operators beside which true and false are constants. */
export const takesConstants: ReadonlySet<BinaryOperator> = new Set(["eq", "ne", "is", "isNot"]);

/** The negated operator, for operators that have one. */
export const negations: Readonly<Partial<Record<BinaryOperator, BinaryOperator>>> = {
  eq: "ne",
  ne: "eq",
  lt: "ge",
  ge: "lt",
  le: "gt",
  gt: "le",
  is: "isNot",
  isNot: "is",
  isDistinctFrom: "isNotDistinctFrom",
  isNotDistinctFrom: "isDistinctFrom",
  like: "notLike",
  notLike: "like",
  ilike: "notIlike",
  notIlike: "ilike",
  in: "notIn",
  notIn: "in",
  between: "notBetween",
  notBetween: "between",
  regexpMatch: "notRegexpMatch",
  notRegexpMatch: "regexpMatch",
};

/** Operators after or before one value. */
export type UnaryOperator =
  | "not"
  | "neg"
  | "bitwiseNot"
  | "exists"
  | "distinct"
  | "asc"
  | "desc"
  | "nullsFirst"
  | "nullsLast";
