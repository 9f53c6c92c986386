import type { ClauseElement } from "../../schema/elements/clause-element.js";
import type { NamedSequence, NodeOf } from "../../schema/elements/expression-node.js";
import type { Numeric } from "../../schema/types/numeric.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import { ownValue } from "../../support/own-value.js";
import { writeCall } from "../base/clauses/operators.js";
import { commonQuotes, textPattern } from "../base/clauses/write-text.js";
import type { CompileState } from "../base/compile-state.js";
import { Expressions as BaseExpressions } from "../base/expressions.js";

const dateParts: Readonly<Record<string, string>> = {
  doy: "dayofyear",
  dow: "weekday",
  milliseconds: "millisecond",
  microseconds: "microsecond",
};

/** Names can be in brackets. */
const mssqlPattern = textPattern([...commonQuotes, String.raw`\[(?:[^\]]*\]|[^\]]*)`]);

/** Expressions as SQL Server writes them. */
export class Expressions extends BaseExpressions {
  override readonly textPattern = mssqlPattern;

  protected override divide(left: string, right: string): string {
    return `${left} / (${right} + 0.0)`;
  }

  protected override readonly hasTryCast: boolean = true;

  override readonly recursiveKeyword: string = "WITH";

  protected override readonly concatIsOperator: boolean = false;

  protected override concat(parts: readonly string[]): string {
    return parts.join(" + ");
  }

  protected override distinctness(left: string, right: string, isSame: boolean): string {
    return `${isSame ? "" : "NOT "}EXISTS (SELECT ${left} INTERSECT SELECT ${right})`;
  }

  protected override cast(node: NodeOf<"cast">, type: TypeEngine, state: CompileState): string {
    const written = super.cast(node, type, state);
    return node.tryCast ? written.replace("TRY_CAST(", "TRY_CAST (") : written;
  }

  protected override extract(field: string, expression: ClauseElement, state: CompileState): string {
    return `DATEPART(${ownValue(dateParts, field) ?? field}, ${this.write(expression, state)})`;
  }

  /** SQL Server has one function for objects and lists, and one for plain values. */
  protected override jsonItem(node: NodeOf<"binary">, type: TypeEngine, state: CompileState): string {
    const operands = this.operands(node, state);
    const [object, value] = [writeCall("JSON_QUERY", operands), writeCall("JSON_VALUE", operands)];
    if (type.affinity === "JSON") return object;
    const { precision, scale } = type as Numeric;
    const values: Readonly<Record<string, string>> = {
      Integer: `ELSE CAST(${value} AS INTEGER)`,
      Numeric: `ELSE CAST(${value} AS NUMERIC(${precision}, ${scale}))`,
      Float: `ELSE CAST(${value} AS FLOAT)`,
      Boolean: `WHEN 'true' THEN 1 WHEN 'false' THEN 0 ELSE CAST(${value} AS BIT)`,
      String: `ELSE ${value}`,
    };
    return `CASE ${value} WHEN NULL THEN NULL ${ownValue(values, type.affinity) ?? `ELSE ${object}`} END`;
  }

  protected override nextValue(sequence: NamedSequence): string {
    return `NEXT VALUE FOR ${this.dialect.identifiers.table(sequence)}`;
  }
}
