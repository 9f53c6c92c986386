import { ArgumentError } from "../arguments/argument-error.js";
import { ARRAY } from "../types/array-type.js";
import { BooleanType } from "../types/boolean-type.js";
import { Integer } from "../types/integer.js";
import { JsonPathType } from "../types/json-index-type.js";
import { NullType } from "../types/null-type.js";
import { Float, Numeric } from "../types/numeric.js";
import type { PgJson } from "../types/postgresql/jsonb.js";
import { StringType, TEXT, Unicode } from "../types/string-type.js";
import { TypeDecorator } from "../types/type-decorator.js";
import { type TypeEngine, type TypeInput, toType } from "../types/type-engine.js";
import { ClauseElement } from "./clause-element.js";
import { CollationClause } from "./collation-clause.js";
import type { ExpressionNode, NodeOf } from "./expression-node.js";
import { hasOperator, indexOperation, isIndexed, operatorType } from "./index-operation.js";
import { areJoined, typeBeside } from "./infer-type.js";
import {
  escapedValue,
  escapeOf,
  flagsOf,
  type LikeOptions,
  type MatchOptions,
  type RegexpOptions,
} from "./like-options.js";
import { type BinaryOperator, type SymbolOperator, takesConstants, type UnaryOperator } from "./operator.js";

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
  /** Matches values that contain `other`: texts by LIKE, PostgreSQL's JSONB, arrays and HSTORE by `@>`. */
  contains(other: unknown, options: MatchOptions = {}): Expression {
    if (hasOperator(this.type, "contains")) return this.#symbol("contains", other);
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
    return areJoined(this.type, asElement(other, this.type).type) ? this.concat(other) : this.#combine("add", other);
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

  /**
   * Returns a value inside of JSON, by its key, its number, or a list of both; an item of an array by its number; a value
   * of HSTORE by its key. In Python it is `column["key"]`.
   *
   * @throws {@link ArgumentError} when the values of this type have no index.
   *
   * @example
   * ```ts
   * import { sa } from "alembic-ts";
   *
   * const t = sa.table("t", sa.column("id"), sa.column("data", sa.JSON()));
   * const names = sa.select(t.c.data.getitem("name").asString()).where(t.c.data.getitem(["tags", 0]).asString().eq("new"));
   * ```
   */
  getitem(index: unknown): Expression {
    const { operator, index: own, indexType, type } = indexOperation(this.type, index);
    const right = indexType === undefined ? asElement(own, this.type) : boundAs(own, indexType);
    return expression({ kind: "binary", left: this, operator, right }, type);
  }
  /** Reads the value at an index into JSON as text. @throws {@link ArgumentError} for any other element. */
  asString(): Expression {
    return this.#valueOfIndex("asString", new Unicode());
  }
  /** Reads the value at an index into JSON as an integer. @throws {@link ArgumentError} for any other element. */
  asInteger(): Expression {
    return this.#valueOfIndex("asInteger", new Integer());
  }
  /** Reads the value at an index into JSON as a float. @throws {@link ArgumentError} for any other element. */
  asFloat(): Expression {
    return this.#valueOfIndex("asFloat", new Float());
  }
  /** Reads the value at an index into JSON as an exact number. @throws {@link ArgumentError} for any other element. */
  asNumeric(precision: number, scale: number, options: { readonly asdecimal?: boolean } = {}): Expression {
    return this.#valueOfIndex("asNumeric", new Numeric(precision, scale, options));
  }
  /** Reads the value at an index into JSON as a boolean. @throws {@link ArgumentError} for any other element. */
  asBoolean(): Expression {
    return this.#valueOfIndex("asBoolean", new BooleanType());
  }
  /** Returns the element itself, which is JSON already. @throws {@link ArgumentError} for any other element. */
  asJson(): ColumnElement {
    if (operatorType(this.type).affinity === "JSON") return this;
    throw new ArgumentError(`asJson() is for a value of JSON, not of ${this.type.typeName}`);
  }
  /** The value at an index into PostgreSQL's JSON as text, by `->>` or `#>>`. @throws {@link ArgumentError} for any other element. */
  get astext(): Expression {
    if (!(this instanceof Expression) || !hasOperator(this.type, "astext") || !isIndexed(this.node, this.type))
      throw new ArgumentError("astext is for an index into PostgreSQL's JSON, as in column.getitem('a').astext");
    const node = this.node as NodeOf<"binary">;
    const operator = node.operator === "jsonPathGetitem" ? "pathAstext" : "astext";
    return expression({ ...node, operator }, (operatorType(this.type) as PgJson).astextType);
  }
  /** Whether JSONB or HSTORE has a key, by `?`. @throws {@link ArgumentError} for other types. */
  hasKey(other: unknown): Expression {
    return this.#symbol("hasKey", other);
  }
  /** Whether JSONB or HSTORE has all of the keys, by `?&`. @throws {@link ArgumentError} for other types. */
  hasAll(other: unknown): Expression {
    return this.#symbol("hasAll", other);
  }
  /** Whether JSONB or HSTORE has any of the keys, by `?|`. @throws {@link ArgumentError} for other types. */
  hasAny(other: unknown): Expression {
    return this.#symbol("hasAny", other);
  }
  /** Whether `other` contains the value of JSONB, an array or HSTORE, by `<@`. @throws {@link ArgumentError} for other types. */
  containedBy(other: unknown): Expression {
    return this.#symbol("containedBy", other);
  }
  /** JSONB without the value at a path, by `#-`. @throws {@link ArgumentError} for other types. */
  deletePath(path: readonly unknown[] | ColumnElement): Expression {
    const texts = new ARRAY(TEXT);
    const items = path instanceof ColumnElement ? [] : path.map((one) => asElement(one));
    const array = path instanceof ColumnElement ? path : expression({ kind: "array", clauses: items }, texts);
    return this.#symbol("deletePath", array.cast(texts), this.type);
  }
  /** Whether JSONB has a value at a path in the language of JSONPath, by `@?`. @throws {@link ArgumentError} for other types. */
  pathExists(other: unknown): Expression {
    return this.#symbol("pathExists", boundAs(other, new JsonPathType()));
  }
  /** Whether a condition in the language of JSONPath is true for JSONB, by `@@`. @throws {@link ArgumentError} for other types. */
  pathMatch(other: unknown): Expression {
    return this.#symbol("pathMatch", boundAs(other, new JsonPathType()));
  }

  #symbol(operator: SymbolOperator, other: unknown, type: TypeEngine = new BooleanType()): Expression {
    if (!hasOperator(this.type, operator))
      throw new ArgumentError(`${operator}() is an operator of PostgreSQL that ${this.type.typeName} does not have`);
    return expression({ kind: "binary", left: this, operator, right: asElement(other, this.type) }, type);
  }

  #valueOfIndex(call: string, type: TypeEngine): Expression {
    if (this instanceof Expression && isIndexed(this.node, this.type)) return expression(this.node, type);
    throw new ArgumentError(`${call}() is for an index into JSON, as in column.getitem("a").${call}()`);
  }

  #compare(operator: BinaryOperator, other: unknown, escapedBy: string | null = null): Expression {
    // Written as a constant, because no database takes a parameter after IS.
    const isConstant =
      typeof other === "boolean" && takesConstants.has(operator) && !(this.type instanceof TypeDecorator);
    const right = isConstant ? asElement(other) : operandFor(other, this);
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

/** Whether a value is NULL; `=` is never true for NULL. */
function isNull(value: unknown): boolean {
  return value === null || (value instanceof Expression && value.node.kind === "null");
}

/** Binds a plain value as a value of a type; a clause stays as it is. */
function boundAs(value: unknown, type: TypeEngine): ColumnElement {
  return value instanceof ClauseElement
    ? asElement(value)
    : expression({ kind: "bind", name: null, value, inline: false }, type);
}

function percent(): Expression {
  return expression({ kind: "bind", name: null, value: "%", inline: true }, new StringType());
}
