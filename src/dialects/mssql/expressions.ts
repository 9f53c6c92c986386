import type { ClauseElement } from "../../schema/elements/clause-element.js";
import type { ExpressionNode, NamedSequence } from "../../schema/elements/column-element.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import { ownValue } from "../../support/own-value.js";
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

  protected override concat(parts: readonly string[]): string {
    return parts.join(" + ");
  }

  protected override distinctness(left: string, right: string, isSame: boolean): string {
    return `${isSame ? "" : "NOT "}EXISTS (SELECT ${left} INTERSECT SELECT ${right})`;
  }

  protected override cast(
    node: Extract<ExpressionNode, { readonly kind: "cast" }>,
    type: TypeEngine,
    state: CompileState,
  ): string {
    const written = super.cast(node, type, state);
    return node.tryCast ? written.replace("TRY_CAST(", "TRY_CAST (") : written;
  }

  protected override extract(field: string, expression: ClauseElement, state: CompileState): string {
    return `DATEPART(${ownValue(dateParts, field) ?? field}, ${this.write(expression, state)})`;
  }

  protected override nextValue(sequence: NamedSequence): string {
    return `NEXT VALUE FOR ${this.dialect.identifiers.table(sequence)}`;
  }
}
