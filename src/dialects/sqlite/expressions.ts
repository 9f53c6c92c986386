import type { ClauseElement } from "../../schema/elements/clause-element.js";
import type { NodeOf } from "../../schema/elements/expression-node.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import { ownValue } from "../../support/own-value.js";
import { type BitwiseOperator, writeCall } from "../base/clauses/operators.js";
import { commonQuotes, textPattern } from "../base/clauses/write-text.js";
import type { CompileState } from "../base/compile-state.js";
import { Expressions as BaseExpressions } from "../base/expressions.js";
import { CompileError } from "../compile-error.js";

/** SQLite's format letters of the parts of a date. */
const dateParts: Readonly<Record<string, string>> = {
  month: "%m",
  day: "%d",
  year: "%Y",
  second: "%S",
  hour: "%H",
  doy: "%j",
  minute: "%M",
  epoch: "%s",
  dow: "%w",
  week: "%W",
};

/** Names can also be in brackets and backticks. */
const sqlitePattern = textPattern([...commonQuotes, "`[^`]*`", String.raw`\[(?:[^\]]*\]|[^\]]*)`]);

/** Expressions as SQLite writes them. */
export class Expressions extends BaseExpressions {
  override readonly textPattern = sqlitePattern;

  protected override divide(left: string, right: string): string {
    return `${left} / (${right} + 0.0)`;
  }

  protected override distinctness(left: string, right: string, isSame: boolean): string {
    return `${left} ${isSame ? "IS" : "IS NOT"} ${right}`;
  }

  /** A value that stays JSON is quoted, so that a text can be told from a number. */
  protected override jsonItem(node: NodeOf<"binary">, type: TypeEngine, state: CompileState): string {
    const found = writeCall("JSON_EXTRACT", this.operands(node, state));
    return type.affinity === "JSON"
      ? writeCall("JSON_QUOTE", [found])
      : `CAST(${found} AS ${this.dialect.types.write(type)})`;
  }

  override readonly rowsKeyword: string = "VALUES ";

  /** SQLite calls the function `regexp`, which an application has to give it. */
  protected override regexpMatch(left: string, pattern: string, _flags: string | null, isNot: boolean): string {
    return `${left}${isNot ? " NOT REGEXP " : " REGEXP "}${pattern}`;
  }

  /** SQLite has no such operator. Its `-` binds more tightly than `|` and `&`. */
  protected override bitwise(operator: BitwiseOperator, left: string, right: string): string {
    if (operator !== "bitwiseXor") return super.bitwise(operator, left, right);
    return `((${left} | ${right}) - (${left} & ${right}))`;
  }

  override emptySet(columns: number): string {
    const ones = Array.from({ length: columns }, () => "1").join(", ");
    return `SELECT ${ones} FROM (SELECT ${ones}) WHERE 1!=1`;
  }

  protected override extract(field: string, expression: ClauseElement, state: CompileState): string {
    const part = ownValue(dateParts, field);
    if (part === undefined) throw new CompileError(`${field} is not a valid extract argument.`);
    return `CAST(STRFTIME('${part}', ${this.write(expression, state)}) AS INTEGER)`;
  }

  override noMembers(): string {
    return this.emptySet(1);
  }
}
