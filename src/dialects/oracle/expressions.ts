import type { NamedSequence, NodeOf } from "../../schema/elements/expression-node.js";
import type { Numeric } from "../../schema/types/numeric.js";
import { VARCHAR2 } from "../../schema/types/oracle/number.js";
import { CLOB, StringType, Text } from "../../schema/types/string-type.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import { ownValue } from "../../support/own-value.js";
import { type BitwiseOperator, writeCall } from "../base/clauses/operators.js";
import { commonQuotes, textPattern } from "../base/clauses/write-text.js";
import type { CompileState } from "../base/compile-state.js";
import { Expressions as BaseExpressions } from "../base/expressions.js";
import { CompileError } from "../compile-error.js";

/** Strings with delimiters that the writer chooses. */
const oraclePattern = textPattern([
  String.raw`(?<!\w)[nN]?[qQ]'(?:\[[\s\S]*?\]|\{[\s\S]*?\}|\([\s\S]*?\)|<[\s\S]*?>|(?<mark>[^\s[{(<])[\s\S]*?\k<mark>)'`,
  ...commonQuotes,
]);

/** Oracle has functions in place of operators on bits. */
const bitFunctions: Readonly<Partial<Record<BitwiseOperator, string>>> = {
  bitwiseAnd: "BITAND",
  bitwiseOr: "BITOR",
  bitwiseXor: "BITXOR",
};

/** Expressions as Oracle writes them. */
export class Expressions extends BaseExpressions {
  override readonly textPattern = oraclePattern;

  override readonly aliasKeyword: string = "";

  protected override divide(left: string, right: string): string {
    return `${left} / ${right}`;
  }

  protected override floorDivide(left: string, right: string): string {
    return `FLOOR(${left} / ${right})`;
  }

  override readonly recursiveKeyword: string = "WITH";

  protected override distinctness(left: string, right: string, isSame: boolean): string {
    return `DECODE(${left}, ${right}, 0, 1) = ${isSame ? 0 : 1}`;
  }

  protected override regexpMatch(left: string, pattern: string, flags: string | null, isNot: boolean): string {
    const args = [left, pattern, ...(flags === null ? [] : [flags])];
    return `${isNot ? "NOT " : ""}${writeCall("REGEXP_LIKE", args)}`;
  }

  protected override regexpReplace(left: string, parts: readonly [string, string], flags: string | null): string {
    return writeCall("REGEXP_REPLACE", [left, ...parts, ...(flags === null ? [] : [flags])]);
  }

  protected override bitwise(operator: BitwiseOperator, left: string, right: string): string {
    const name = bitFunctions[operator];
    return name === undefined ? this.#refuse(operator) : writeCall(name, [left, right]);
  }

  override bitwiseNot(): string {
    return this.#refuse("bitwiseNot");
  }

  #refuse(operator: string): never {
    throw new CompileError(`Cannot compile ${operator} in oracle`);
  }

  protected override binary(node: NodeOf<"binary">, state: CompileState): string {
    if (node.operator !== "mod") return super.binary(node, state);
    return `mod(${this.operand(node.left, "mod", state)}, ${this.operand(node.right, "mod", state)})`;
  }

  /** Oracle takes the path only as a literal, never as a parameter. */
  protected override jsonItem(node: NodeOf<"binary">, type: TypeEngine, state: CompileState): string {
    const left = this.operand(node.left, node.operator, state);
    const operands = [left, this.operand(node.right, node.operator, state.with({ literalBinds: true }))];
    const { precision, scale } = type as Numeric;
    const returning: Readonly<Record<string, string>> = {
      Integer: "INTEGER",
      Numeric: `NUMBER(${precision}, ${scale})`,
      Float: "FLOAT",
      String: "VARCHAR2(4000)",
    };
    if (type.affinity === "Boolean") {
      const value = writeCall("JSON_VALUE", operands);
      return `CASE ${value} WHEN 'true' THEN 1 WHEN 'false' THEN 0 ELSE CAST(${value} AS NUMBER(1)) END`;
    }
    const name = ownValue(returning, type.affinity);
    if (name === undefined) return writeCall("JSON_QUERY", operands);
    return `JSON_VALUE(${operands.join(", ")} RETURNING ${name} ERROR ON ERROR)`;
  }

  /** A string is cast to VARCHAR2, which has a length in any case. */
  protected override cast(node: NodeOf<"cast">, type: TypeEngine, state: CompileState): string {
    const resolved = this.dialect.types.resolve(type);
    const isText = resolved instanceof StringType && !(resolved instanceof Text) && !(resolved instanceof CLOB);
    return super.cast(node, isText ? new VARCHAR2({ length: resolved.length ?? 4000 }) : type, state);
  }

  protected override nextValue(sequence: NamedSequence): string {
    return `${this.dialect.identifiers.table(sequence)}.nextval`;
  }

  override noMembers(): string {
    return "SELECT 1 FROM DUAL WHERE 1!=1";
  }
}
