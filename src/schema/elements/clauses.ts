import { optionKeys, requireKnownOptions } from "../arguments/option-keys.js";
import { isOptions } from "../arguments/split-options.js";
import { ARRAY } from "../types/array-type.js";
import { BooleanType } from "../types/boolean-type.js";
import { Integer } from "../types/integer.js";
import { NullType } from "../types/null-type.js";
import { type TypeEngine, type TypeInput, toType } from "../types/type-engine.js";
import { ClauseElement } from "./clause-element.js";
import { asElement, Expression, expression } from "./column-element.js";
import { decidedClauses } from "./decided-clauses.js";
import type { CaseBranch } from "./expression-node.js";
import { inferType } from "./infer-type.js";
import { negations } from "./operator.js";

/** Joins conditions with AND. */
export function andClause(...clauses: readonly (ClauseElement | boolean)[]): Expression {
  return junction("and", clauses);
}

/** Joins conditions with OR. */
export function orClause(...clauses: readonly (ClauseElement | boolean)[]): Expression {
  return junction("or", clauses);
}

/** Negates a condition. */
export function notClause(clause: ClauseElement): Expression {
  if (clause instanceof Expression) {
    const { node } = clause;
    if (node.kind === "binary") {
      const operator = negations[node.operator];
      if (operator !== undefined) return expression({ ...node, operator }, clause.type);
    }
    if (node.kind === "unary" && node.operator === "not" && node.operand instanceof Expression) return node.operand;
    if (node.kind === "list" && node.clauses.length === 1 && node.clauses[0] !== undefined)
      return notClause(node.clauses[0]);
    if (node.kind === "true") return expression({ kind: "false" }, clause.type);
    if (node.kind === "false") return expression({ kind: "true" }, clause.type);
  }
  return expression({ kind: "unary", operator: "not", operand: clause }, new BooleanType());
}

/** A bound value. Its type is needed where the value does not determine it. */
export function literal(value: unknown, type?: TypeInput): Expression {
  return expression(
    { kind: "bind", name: null, value, inline: false },
    type === undefined ? inferType(value) : toType(type),
  );
}

/** Options of {@link bindparam}. */
export interface BindparamOptions {
  /** The type, where the value does not determine it. */
  readonly type?: TypeInput;
  /** Whether the value is a list, for `IN :name` in a text: each member becomes a parameter. */
  readonly expanding?: boolean;
}

const bindparamOptionKeys = optionKeys<BindparamOptions>({ type: true, expanding: true });

/**
 * A named parameter: `sa.bindparam("name", value, type)`. Without a value, the call that executes the statement must
 * pass one.
 *
 * @throws {@link ArgumentError} when an option is not known.
 *
 */
export function bindparam(name: string, value?: unknown, type?: TypeInput | BindparamOptions): Expression {
  const options: BindparamOptions = isOptions(type) ? type : type === undefined ? {} : { type: type as TypeInput };
  requireKnownOptions("bindparam", options, bindparamOptionKeys);
  const isExpanding = options.expanding ?? false;
  const own = inferType(isExpanding && Array.isArray(value) ? value[0] : value);
  return expression(
    { kind: "bind", name, value: value ?? null, inline: false, isRequired: value === undefined, isExpanding },
    options.type === undefined ? own : toType(options.type),
  );
}

/** `CAST(value AS type)`. */
export function cast(value: unknown, type: TypeInput): Expression {
  const target = toType(type);
  return expression({ kind: "cast", clause: castOperand(value, target), tryCast: false }, target);
}

/** `TRY_CAST(value AS type)`, on databases that have it. */
export function tryCast(value: unknown, type: TypeInput): Expression {
  const target = toType(type);
  return expression({ kind: "cast", clause: castOperand(value, target), tryCast: true }, target);
}

/** Gives a value another type, by which the value beside it and its results are converted. The SQL stays the same. */
export function typeCoerce(value: unknown, type: TypeInput): Expression {
  const target = toType(type);
  const element = value instanceof ClauseElement ? asElement(value) : literal(value);
  const isBound = element instanceof Expression && element.node.kind === "bind";
  return expression(isBound ? element.node : { kind: "coerce", clause: element }, target);
}

/** A plain value that is cast is bound with the type that it is cast to. */
function castOperand(value: unknown, target: TypeEngine): ClauseElement {
  const element = asElement(value);
  const isPlain = element instanceof Expression && element.node.kind === "bind" && !(value instanceof Expression);
  return isPlain ? expression(element.node, target) : element;
}

/** Options of {@link caseClause}. */
export interface CaseOptions {
  /** The value that each WHEN is compared with. */
  readonly value?: unknown;
  /** The value where no WHEN applies. */
  readonly else?: unknown;
}

const caseOptionKeys = optionKeys<CaseOptions>({ value: true, else: true });

/**
 * `CASE WHEN … THEN … ELSE … END`: pairs of condition and value, then options. With `value`, the pairs hold plain
 * values to compare it with.
 */
export function caseClause(
  ...args: (readonly [unknown, unknown])[] | [...(readonly [unknown, unknown])[], CaseOptions]
): Expression {
  const last = args.at(-1);
  const options: CaseOptions = last !== undefined && !Array.isArray(last) ? (last as CaseOptions) : {};
  requireKnownOptions("case", options, caseOptionKeys);
  const pairs = (args as readonly unknown[]).filter((one): one is readonly [unknown, unknown] => Array.isArray(one));
  const value = options.value === undefined ? null : asElement(options.value);
  const whens = pairs.map(([when, result]) => ({
    when: asElement(when, value?.type),
    result: asElement(result),
  })) satisfies readonly CaseBranch[];
  const otherwise = options.else === undefined ? null : asElement(options.else);
  return expression({ kind: "case", value, whens, otherwise }, whens.at(-1)?.result.type ?? new NullType());
}

/** SQL's NULL. */
export function nullClause(): Expression {
  return expression({ kind: "null" });
}

/** True, as the dialect writes it. */
export function trueClause(): Expression {
  return expression({ kind: "true" }, new BooleanType());
}

/** False, as the dialect writes it. */
export function falseClause(): Expression {
  return expression({ kind: "false" }, new BooleanType());
}

/** `EXTRACT(field FROM value)`. */
export function extract(field: string, value: unknown): Expression {
  return expression({ kind: "extract", field, expression: asElement(value) }, new Integer());
}

/** Several values in parentheses. */
export function tupleClause(...values: readonly unknown[]): Expression {
  return expression({ kind: "tuple", clauses: values.map((value) => asElement(value)) });
}

/** Options of {@link arrayClause}. */
export interface ArrayClauseOptions {
  /** The type of the members, where the first of them does not determine it. */
  readonly type?: TypeInput;
}

const arrayClauseOptionKeys = optionKeys<ArrayClauseOptions>({ type: true });

/**
 * PostgreSQL's `ARRAY[…]`. All members have the type of the first one, unless an option gives the type.
 *
 * @throws {@link ArgumentError} when an option is not known.
 *
 */
export function arrayClause(values: readonly unknown[], options: ArrayClauseOptions = {}): Expression {
  requireKnownOptions("array", options, arrayClauseOptionKeys);
  const type = options.type === undefined ? undefined : toType(options.type);
  const clauses = values.map((value) => asElement(value, type));
  return expression({ kind: "array", clauses }, new ARRAY(type ?? clauses[0]?.type ?? new NullType()));
}

/** `value DESC`. */
export function desc(value: unknown): Expression {
  return asElement(value).desc();
}

/** `value ASC`. */
export function asc(value: unknown): Expression {
  return asElement(value).asc();
}

/** `value NULLS FIRST`. */
export function nullsFirst(value: unknown): Expression {
  return asElement(value).nullsFirst();
}

/** `value NULLS LAST`. */
export function nullsLast(value: unknown): Expression {
  return asElement(value).nullsLast();
}

/** `DISTINCT value`. */
export function distinct(value: unknown): Expression {
  return asElement(value).distinct();
}

/** `value COLLATE collation`. */
export function collate(value: unknown, collation: string): Expression {
  return asElement(value).collate(collation);
}

/** `value BETWEEN low AND high`. */
export function between(value: unknown, low: unknown, high: unknown): Expression {
  return asElement(value).between(low, high);
}

function junction(operator: "and" | "or", given: readonly (ClauseElement | boolean)[]): Expression {
  const clauses = decidedClauses(
    operator,
    given.map((clause) => asElement(clause)),
  );
  const [only] = clauses;
  // A constant that remains here is kept, whatever it is joined with later.
  if (clauses.length === 1 && only instanceof Expression && only.node.kind !== "true" && only.node.kind !== "false")
    return only;
  return expression({ kind: "list", operator, clauses }, new BooleanType());
}
