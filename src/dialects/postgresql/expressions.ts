import type { NamedSequence } from "../../schema/elements/column-element.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import { type BitwiseOperator, writeCall } from "../base/clauses/needs-parentheses.js";
import { commonQuotes, textPattern } from "../base/clauses/write-text.js";
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

  override noMembers(type: TypeEngine): string {
    const name = type.affinity === "NullType" ? "INTEGER" : this.dialect.types.write(type);
    return `SELECT CAST(NULL AS ${name}) WHERE 1!=1`;
  }
}
