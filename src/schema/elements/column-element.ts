import { BooleanType } from "../types/boolean-type.js";
import { NullType } from "../types/null-type.js";
import { StringType } from "../types/string-type.js";
import { type TypeEngine, type TypeInput, toType } from "../types/type-engine.js";
import { ClauseElement } from "./clause-element.js";
import { typeBeside } from "./infer-type.js";
import {
  escapedValue,
  escapeOf,
  flagsOf,
  type LikeOptions,
  type MatchOptions,
  type RegexpOptions,
} from "./like-options.js";
import { type BinaryOperator, negations, type UnaryOperator } from "./operator.js";

/** One `WHEN … THEN …` of a CASE. */
export interface CaseBranch {
  readonly when: ClauseElement;
  readonly result: ColumnElement;
}

/** The parts of an {@link Expression}. */
export type ExpressionNode =
  | {
      readonly kind: "bind";
      readonly name: string | null;
      readonly value: unknown;
      readonly inline: boolean;
      /** Whether a value has to come with the call. */
      readonly isRequired?: boolean;
      /** Whether the value is a list, each member of which is a parameter. */
      readonly isExpanding?: boolean;
    }
  | { readonly kind: "null" | "true" | "false" }
  | {
      readonly kind: "binary";
      readonly left: ClauseElement;
      readonly operator: BinaryOperator;
      readonly right: ClauseElement;
      readonly escape?: string | null;
      /** The operator's text when it is `custom`. */
      readonly symbol?: string;
      /** The flags of a regular expression, in the database's own letters. */
      readonly flags?: string | null;
    }
  | { readonly kind: "unary"; readonly operator: UnaryOperator; readonly operand: ClauseElement }
  | { readonly kind: "list"; readonly operator: "and" | "or" | "comma"; readonly clauses: readonly ClauseElement[] }
  | { readonly kind: "function"; readonly path: readonly string[]; readonly args: readonly ClauseElement[] }
  | { readonly kind: "cast"; readonly clause: ClauseElement; readonly tryCast: boolean }
  | {
      readonly kind: "case";
      readonly value: ClauseElement | null;
      readonly whens: readonly CaseBranch[];
      readonly otherwise: ClauseElement | null;
    }
  | { readonly kind: "label"; readonly name: string; readonly element: ClauseElement }
  | { readonly kind: "extract"; readonly field: string; readonly expression: ClauseElement }
  | { readonly kind: "tuple"; readonly clauses: readonly ClauseElement[] }
  | { readonly kind: "subquery"; readonly select: ClauseElement }
  | { readonly kind: "nextValue"; readonly sequence: NamedSequence }
  | {
      readonly kind: "over";
      readonly element: ClauseElement;
      readonly partitionBy: readonly ClauseElement[];
      readonly orderBy: readonly ClauseElement[];
      readonly frame: WindowFrame | null;
    }
  | { readonly kind: "filter"; readonly element: ClauseElement; readonly criteria: readonly ClauseElement[] }
  | { readonly kind: "withinGroup"; readonly element: ClauseElement; readonly orderBy: readonly ClauseElement[] };

/** The rows before and after the current one that a window function reads; `null` is without a bound. */
export interface WindowFrame {
  readonly unit: "rows" | "range" | "groups";
  readonly from: number | null;
  readonly to: number | null;
}

/** What the expression of a sequence's next value needs. */
export interface NamedSequence {
  readonly name: string;
  readonly quote: boolean | null;
  readonly schema: string | null;
  readonly quoteSchema: boolean | null;
}

/** A value in SQL, such as a column, an operation or a bound value. */
export abstract class ColumnElement extends ClauseElement {
  abstract readonly type: TypeEngine;

  eq(other: unknown): Expression {
    return isNull(other) ? this.is(other) : this.#compare("eq", other);
  }
  ne(other: unknown): Expression {
    return isNull(other) ? this.isNot(other) : this.#compare("ne", other);
  }
  lt(other: unknown): Expression {
    return this.#compare("lt", other);
  }
  le(other: unknown): Expression {
    return this.#compare("le", other);
  }
  gt(other: unknown): Expression {
    return this.#compare("gt", other);
  }
  ge(other: unknown): Expression {
    return this.#compare("ge", other);
  }
  is(other: unknown): Expression {
    return this.#compare("is", other);
  }
  isNot(other: unknown): Expression {
    return this.#compare("isNot", other);
  }
  isDistinctFrom(other: unknown): Expression {
    return this.#compare("isDistinctFrom", other);
  }
  isNotDistinctFrom(other: unknown): Expression {
    return this.#compare("isNotDistinctFrom", other);
  }
  isNull(): Expression {
    return this.is(null);
  }
  isNotNull(): Expression {
    return this.isNot(null);
  }
  like(other: unknown, options: LikeOptions = {}): Expression {
    return this.#compare("like", other, escapeOf("like", options));
  }
  notLike(other: unknown, options: LikeOptions = {}): Expression {
    return this.#compare("notLike", other, escapeOf("notLike", options));
  }
  ilike(other: unknown, options: LikeOptions = {}): Expression {
    return this.#compare("ilike", other, escapeOf("ilike", options));
  }
  notIlike(other: unknown, options: LikeOptions = {}): Expression {
    return this.#compare("notIlike", other, escapeOf("notIlike", options));
  }
  /** Matches values that begin with `other`. */
  startswith(other: unknown, options: MatchOptions = {}): Expression {
    const escaped = escapedValue("startswith", other, options);
    return this.#matches(asElement(escaped.value, this.type).concat(percent()), escaped.escape);
  }
  /** Matches values that end with `other`. */
  endswith(other: unknown, options: MatchOptions = {}): Expression {
    const escaped = escapedValue("endswith", other, options);
    return this.#matches(percent().concat(asElement(escaped.value, this.type)), escaped.escape);
  }
  /** Matches values that contain `other`. */
  contains(other: unknown, options: MatchOptions = {}): Expression {
    const escaped = escapedValue("contains", other, options);
    return this.#matches(percent().concat(asElement(escaped.value, this.type)).concat(percent()), escaped.escape);
  }
  /** Matches values in which a regular expression is found. SQL Server has none; SQLite needs a function `regexp`. */
  regexpMatch(pattern: unknown, options: RegexpOptions = {}): Expression {
    const flags = flagsOf("regexpMatch", options);
    const right = asElement(pattern, this.type);
    return expression({ kind: "binary", left: this, operator: "regexpMatch", right, flags }, new BooleanType());
  }
  /** The value with what a regular expression matches replaced. SQLite and SQL Server have nothing for it. */
  regexpReplace(pattern: unknown, replacement: unknown, options: RegexpOptions = {}): Expression {
    const flags = flagsOf("regexpReplace", options);
    const clauses = [asElement(pattern, this.type), asElement(replacement, this.type)];
    const right = expression({ kind: "list", operator: "comma", clauses }, this.type);
    return expression({ kind: "binary", left: this, operator: "regexpReplace", right, flags }, this.type);
  }
  /** Matches any of some values, or of the rows of a SELECT. */
  in(other: readonly unknown[] | ClauseElement): Expression {
    return expression({ kind: "binary", left: this, operator: "in", right: this.#members(other) }, new BooleanType());
  }
  notIn(other: readonly unknown[] | ClauseElement): Expression {
    const right = this.#members(other);
    return expression({ kind: "binary", left: this, operator: "notIn", right }, new BooleanType());
  }
  between(low: unknown, high: unknown): Expression {
    const clauses = [asElement(low, this.type), asElement(high, this.type)];
    const right = expression({ kind: "list", operator: "and", clauses }, this.type);
    return expression({ kind: "binary", left: this, operator: "between", right }, new BooleanType());
  }
  add(other: unknown): Expression {
    const kinds = [this.type.affinity, asElement(other, this.type).type.affinity];
    const joinsText = kinds.includes("String") && kinds.every((kind) => kind === "String" || kind === "NullType");
    return joinsText ? this.concat(other) : this.#combine("add", other);
  }
  sub(other: unknown): Expression {
    return this.#combine("sub", other);
  }
  mul(other: unknown): Expression {
    return this.#combine("mul", other);
  }
  truediv(other: unknown): Expression {
    return this.#combine("truediv", other);
  }
  /** The same as {@link truediv}. */
  div(other: unknown): Expression {
    return this.#combine("truediv", other);
  }
  /** Division that drops the fraction. */
  floordiv(other: unknown): Expression {
    return this.#combine("floordiv", other);
  }
  mod(other: unknown): Expression {
    return this.#combine("mod", other);
  }
  concat(other: unknown): Expression {
    return this.#combine("concat", other);
  }
  bitwiseAnd(other: unknown): Expression {
    return this.#combine("bitwiseAnd", other);
  }
  bitwiseOr(other: unknown): Expression {
    return this.#combine("bitwiseOr", other);
  }
  bitwiseXor(other: unknown): Expression {
    return this.#combine("bitwiseXor", other);
  }
  bitwiseLshift(other: unknown): Expression {
    return this.#combine("bitwiseLshift", other);
  }
  bitwiseRshift(other: unknown): Expression {
    return this.#combine("bitwiseRshift", other);
  }
  bitwiseNot(): Expression {
    return this.#modify("bitwiseNot");
  }
  neg(): Expression {
    return expression({ kind: "unary", operator: "neg", operand: this }, this.type);
  }
  /** Any other operator, by its text: `column.op("->>")("name")`. */
  op(symbol: string): (other: unknown) => Expression {
    return (other) => this.#combine("custom", other, symbol);
  }
  collate(collation: string): Expression {
    const right = new CollationClause(collation);
    return expression({ kind: "binary", left: this, operator: "collate", right }, this.type);
  }
  asc(): Expression {
    return this.#modify("asc");
  }
  desc(): Expression {
    return this.#modify("desc");
  }
  nullsFirst(): Expression {
    return this.#modify("nullsFirst");
  }
  nullsLast(): Expression {
    return this.#modify("nullsLast");
  }
  distinct(): Expression {
    return this.#modify("distinct");
  }
  label(name: string): Expression {
    return expression({ kind: "label", name, element: this }, this.type);
  }
  cast(type: TypeInput): Expression {
    return expression({ kind: "cast", clause: this, tryCast: false }, toType(type));
  }

  #compare(operator: BinaryOperator, other: unknown, escapedBy: string | null = null): Expression {
    const right = operandFor(other, this);
    const node = { kind: "binary", left: this, operator, right, escape: escapedBy } as const;
    return expression(node, new BooleanType());
  }

  /** LIKE with a pattern that is put together in SQL. */
  #matches(pattern: Expression, escapedBy: string | null): Expression {
    return this.#compare("like", new OpaqueElement(pattern), escapedBy);
  }

  #combine(operator: BinaryOperator, other: unknown, symbol?: string): Expression {
    const right = asElement(other, this.type);
    const node = { kind: "binary", left: this, operator, right, ...(symbol === undefined ? {} : { symbol }) } as const;
    if (!(this.type instanceof NullType)) return expression(node, this.type);
    if (operator === "concat") return expression(node, new StringType());
    return expression(node, operator === "add" || operator === "mul" ? right.type : this.type);
  }

  #modify(operator: UnaryOperator): Expression {
    return expression({ kind: "unary", operator, operand: this }, this.type);
  }

  #members(other: readonly unknown[] | ClauseElement): ClauseElement {
    if (other instanceof Expression && other.node.kind === "bind" && other.node.name !== null)
      return typedBind(expression({ ...other.node, isExpanding: true }, other.type), this.type);
    if (other instanceof ClauseElement) return other;
    const clauses = other.map((value) => operandFor(value, this));
    return expression({ kind: "tuple", clauses }, this.type);
  }
}

/** A value in SQL that consists of other values: an operation, a function call, a bound value, … */
export class Expression extends ColumnElement {
  readonly kind = "expression";
  readonly node: ExpressionNode;
  readonly type: TypeEngine;

  constructor(node: ExpressionNode, type: TypeEngine) {
    super();
    this.node = node;
    this.type = type;
  }
}

/** Name of a collation, on the right of COLLATE. */
export class CollationClause extends ClauseElement {
  readonly kind = "collation";
  readonly collation: string;

  constructor(collation: string) {
    super();
    this.collation = collation;
  }
}

/** Makes an expression of a node. */
export function expression(node: ExpressionNode, type: TypeEngine = new NullType()): Expression {
  return new Expression(node, type);
}

/** Returns a value as a clause. A plain value is bound, with the type of the other operand where that fits. */
export function asElement(value: unknown, met?: TypeEngine): ColumnElement {
  if (value instanceof ColumnElement) return met === undefined ? value : typedBind(value, met);
  if (value instanceof ClauseElement) return new OpaqueElement(value);
  if (value === null) return expression({ kind: "null" });
  if (typeof value === "boolean" && (met === undefined || met.affinity === "NullType")) {
    return expression({ kind: value ? "true" : "false" }, new BooleanType());
  }
  return expression({ kind: "bind", name: null, value, inline: false }, typeBeside(value, met));
}

/** A value for the other side of an operator: beside a tuple a list is one too. */
function operandFor(value: unknown, left: ColumnElement): ColumnElement {
  if (!(Array.isArray(value) && left instanceof Expression && left.node.kind === "tuple"))
    return asElement(value, left.type);
  const types = left.node.clauses.map((clause) => (clause instanceof ColumnElement ? clause.type : undefined));
  return expression({ kind: "tuple", clauses: value.map((one, at) => asElement(one, types[at])) });
}

/** A parameter without a type gets the type of the other operand. */
export function typedBind<Element extends ClauseElement>(element: Element, met: TypeEngine): Element | Expression {
  const isUntyped =
    element instanceof Expression && element.node.kind === "bind" && element.type.affinity === "NullType";
  return isUntyped && !element.node.inline ? expression(element.node, met) : element;
}

/** A clause without operators, such as a text, in the place of a value. */
export class OpaqueElement extends ColumnElement {
  readonly kind = "opaque";
  readonly element: ClauseElement;
  readonly type: TypeEngine = new NullType();

  constructor(element: ClauseElement) {
    super();
    this.element = element;
  }
}

/** Negates a condition. */
export function negate(clause: ClauseElement): Expression {
  if (clause instanceof Expression) {
    const { node } = clause;
    if (node.kind === "binary") {
      const operator = negations[node.operator];
      if (operator !== undefined) return expression({ ...node, operator }, clause.type);
    }
    if (node.kind === "unary" && node.operator === "not" && node.operand instanceof Expression) return node.operand;
    if (node.kind === "list" && node.clauses.length === 1 && node.clauses[0] !== undefined)
      return negate(node.clauses[0]);
    if (node.kind === "true") return expression({ kind: "false" }, clause.type);
    if (node.kind === "false") return expression({ kind: "true" }, clause.type);
  }
  return expression({ kind: "unary", operator: "not", operand: clause }, new BooleanType());
}

/** Whether a value is NULL; `=` is never true for NULL. */
function isNull(value: unknown): boolean {
  return value === null || (value instanceof Expression && value.node.kind === "null");
}

function percent(): Expression {
  return expression({ kind: "bind", name: null, value: "%", inline: true }, new StringType());
}
