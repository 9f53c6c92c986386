import type { ClauseElement } from "../../schema/elements/clause-element.js";
import { type ColumnElement, Expression } from "../../schema/elements/column-element.js";
import type { ExpressionNode, NamedSequence, NodeOf } from "../../schema/elements/expression-node.js";
import type { ArrayType } from "../../schema/types/array-type.js";
import { HSTORE, JSONB } from "../../schema/types/postgresql/jsonb.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import { type BitwiseOperator, writeCall } from "../base/clauses/operators.js";
import { commonQuotes, textPattern } from "../base/clauses/write-text.js";
import type { CompileState } from "../base/compile-state.js";
import { Expressions as BaseExpressions } from "../base/expressions.js";

/** Strings with a tag of dollars, and those in which a backslash escapes. */
const postgresqlPattern = textPattern([
  String.raw`(?<![\w$])[eE]'[^'\\]*(?:\\[\s\S][^'\\]*)*'`,
  String.raw`(?<![\w$])\$(?<tag>[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$(?:[\s\S]*?\$\k<tag>\$|[\s\S]*)`,
  ...commonQuotes,
]);

/** Expressions as PostgreSQL writes them. */
export class Expressions extends BaseExpressions {
  override readonly textPattern = postgresqlPattern;

  protected override ilike(left: string, right: string, isNot: boolean): string {
    return `${left}${isNot ? " NOT ILIKE " : " ILIKE "}${right}`;
  }

  protected override regexpMatch(left: string, pattern: string, flags: string | null, isNot: boolean): string {
    const operator = `${isNot ? "!" : ""}~${flags === "'i'" ? "*" : ""}`;
    const given = flags === null || flags === "'i'" ? pattern : `CONCAT('(?', ${flags}, ')', ${pattern})`;
    return `${left} ${operator} ${given}`;
  }

  protected override regexpReplace(left: string, parts: readonly [string, string], flags: string | null): string {
    return writeCall("REGEXP_REPLACE", [left, ...parts, ...(flags === null ? [] : [flags])]);
  }

  protected override bitwise(operator: BitwiseOperator, left: string, right: string): string {
    return operator === "bitwiseXor" ? `${left} # ${right}` : super.bitwise(operator, left, right);
  }

  protected override nextValue(sequence: NamedSequence): string {
    return `nextval(${this.dialect.literals.string(this.dialect.identifiers.table(sequence))})`;
  }

  protected override jsonItem(node: NodeOf<"binary">, type: TypeEngine, state: CompileState): string {
    const isPath = node.operator === "jsonPathGetitem";
    if (type.affinity !== "JSON")
      return `CAST(${this.eager(node, isPath ? " #>> " : " ->> ", state)} AS ${this.dialect.types.write(type)})`;
    if (isPath || !((node.left as ColumnElement).type instanceof JSONB))
      return this.eager(node, isPath ? " #> " : " -> ", state);
    const [left, right] = this.operands(node, state);
    return `${isCall(node.left, ["function", "cast"]) ? `(${left})` : left}[${right}]`;
  }

  protected override item({ left }: NodeOf<"binary">, value: string, index: string): string {
    const isGrouped =
      isCall(left, ["array"]) || ((left as ColumnElement).type instanceof HSTORE && isCall(left, ["function"]));
    return `${isGrouped ? `(${value})` : value}[${index}]`;
  }

  protected override array(values: readonly string[], type: TypeEngine): string {
    const isTyped = (type as ArrayType).itemType.affinity !== "NullType";
    return `ARRAY[${values.join(", ")}]${values.length === 0 && isTyped ? `::${this.dialect.types.write(type)}` : ""}`;
  }

  override noMembers(type: TypeEngine): string {
    const name = type.affinity === "NullType" ? "INTEGER" : this.dialect.types.write(type);
    return `SELECT CAST(NULL AS ${name}) WHERE 1!=1`;
  }
}

/** Whether a value is written as a call. */
const isCall = (clause: ClauseElement, kinds: readonly ExpressionNode["kind"][]): boolean =>
  clause instanceof Expression && kinds.includes(clause.node.kind);
