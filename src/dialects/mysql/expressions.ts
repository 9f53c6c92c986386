import type { ExpressionNode, NamedSequence } from "../../schema/elements/column-element.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import type { CompileState } from "../base/compile-state.js";
import { Expressions as BaseExpressions } from "../base/expressions.js";
import { textPattern } from "../base/write-text.js";
import { castType } from "./cast-type.js";

/** A backslash escapes in strings, names have backticks, and `#` begins a comment. */
const mysqlPattern = textPattern([
  String.raw`'[^'\\]*(?:\\[\s\S][^'\\]*)*'`,
  String.raw`"[^"\\]*(?:\\[\s\S][^"\\]*)*"`,
  "`[^`]*`",
  String.raw`(?:--(?=\s|$)|#)[^\n]*`,
  String.raw`/\*(?:[\s\S]*?\*/|[\s\S]*)`,
]);

/** Expressions as MySQL writes them. */
export class Expressions extends BaseExpressions {
  protected override readonly textPattern = mysqlPattern;

  protected override divide(left: string, right: string): string {
    return `${left} / ${right}`;
  }

  protected override concat(parts: readonly string[]): string {
    return `concat(${parts.join(", ")})`;
  }

  protected override distinctness(left: string, right: string, isSame: boolean): string {
    return isSame ? `${left} <=> ${right}` : `NOT (${left} <=> ${right})`;
  }

  protected override cast(
    node: Extract<ExpressionNode, { readonly kind: "cast" }>,
    type: TypeEngine,
    state: CompileState,
  ): string {
    const name = castType(type, this.dialect.types);
    const clause = this.write(node.clause, state);
    if (name !== undefined) return `CAST(${clause} AS ${name})`;
    state.warn(
      `Datatype ${this.dialect.types.write(type)} does not support CAST on MySQL/MariaDb; the CAST will be skipped.`,
    );
    return clause;
  }

  protected override nextValue(sequence: NamedSequence): string {
    return `nextval(${this.dialect.identifiers.table(sequence)})`;
  }

  override noMembers(): string {
    return "SELECT _in_0 FROM (SELECT 1 AS _in_0) as _empty_set WHERE 1!=1";
  }
}
