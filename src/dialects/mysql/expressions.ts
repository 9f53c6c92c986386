import type { ColumnClause } from "../../schema/elements/column-clause.js";
import type { NamedSequence, NodeOf } from "../../schema/elements/expression-node.js";
import { InsertedRow } from "../../schema/statements/insert.js";
import { EnumType } from "../../schema/types/enum-type.js";
import { SET } from "../../schema/types/mysql/enum.js";
import { CHAR } from "../../schema/types/mysql/varchar.js";
import { DECIMAL, NUMERIC, type Numeric } from "../../schema/types/numeric.js";
import { StringType } from "../../schema/types/string-type.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import { ownValue } from "../../support/own-value.js";
import { writeCall } from "../base/clauses/operators.js";
import { textPattern } from "../base/clauses/write-text.js";
import type { CompileState } from "../base/compile-state.js";
import { Expressions as BaseExpressions } from "../base/expressions.js";
import type { Types } from "../base/types.js";

/** A backslash escapes in strings, names have backticks, and `#` begins a comment. */
const mysqlPattern = textPattern([
  String.raw`'[^'\\]*(?:\\[\s\S][^'\\]*)*'`,
  String.raw`"[^"\\]*(?:\\[\s\S][^"\\]*)*"`,
  "`[^`]*`",
  String.raw`(?:--(?=\s|$)|#)[^\n]*`,
  String.raw`/\*(?:[\s\S]*?\*/|[\s\S]*)`,
]);

/** SQLAlchemy adds it to a value of JSON, which converts the value to a number. */
const zero = "0.0000000000000000000000";

/** Expressions as MySQL writes them. */
export class Expressions extends BaseExpressions {
  override readonly textPattern = mysqlPattern;

  protected override column(column: ColumnClause, state: CompileState): string {
    if (column.table instanceof InsertedRow) return `VALUES(${this.dialect.identifiers.column(column)})`;
    return super.column(column, state);
  }

  protected override divide(left: string, right: string): string {
    return `${left} / ${right}`;
  }

  protected override floorDivide(left: string, right: string): string {
    return `FLOOR(${left} / ${right})`;
  }

  override readonly innerJoin: string = "INNER JOIN";

  protected override readonly concatIsOperator: boolean = false;

  protected override concat(parts: readonly string[]): string {
    return `concat(${parts.join(", ")})`;
  }

  protected override regexpMatch(left: string, pattern: string, flags: string | null, isNot: boolean): string {
    if (flags === null) return `${left}${isNot ? " NOT REGEXP " : " REGEXP "}${pattern}`;
    return `${isNot ? "NOT " : ""}${writeCall("REGEXP_LIKE", [left, pattern, flags])}`;
  }

  protected override regexpReplace(left: string, parts: readonly [string, string], flags: string | null): string {
    return writeCall("REGEXP_REPLACE", [left, ...parts, ...(flags === null ? [] : [flags])]);
  }

  protected override distinctness(left: string, right: string, isSame: boolean): string {
    return isSame ? `${left} <=> ${right}` : `NOT (${left} <=> ${right})`;
  }

  /** If the value is read as another type than JSON, JSON's null becomes NULL. */
  protected override jsonItem(node: NodeOf<"binary">, type: TypeEngine, state: CompileState): string {
    const found = writeCall("JSON_EXTRACT", this.operands(node, state));
    if (type.affinity === "JSON") return found;
    const { precision, scale } = type as Partial<Numeric>;
    const isExact = (precision ?? null) !== null && (scale ?? null) !== null;
    const values: Readonly<Record<string, string>> = {
      Integer: `ELSE CAST(${found} AS SIGNED INTEGER)`,
      Numeric: isExact ? `ELSE CAST(${found} AS DECIMAL(${precision}, ${scale}))` : `ELSE ${found}+${zero}`,
      Float: `ELSE ${found}+${zero}`,
      Boolean: "WHEN true THEN true ELSE false",
      String: `ELSE JSON_UNQUOTE(${found})`,
    };
    return `CASE ${found} WHEN 'null' THEN NULL ${ownValue(values, type.affinity) ?? `ELSE ${found}`} END`;
  }

  protected override cast(node: NodeOf<"cast">, type: TypeEngine, state: CompileState): string {
    if (node.tryCast) return super.cast(node, type, state);
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

/** The type as MySQL's CAST names it; `undefined` where CAST does not know it. */
export function castType(given: TypeEngine, types: Types): string | undefined {
  const type = types.resolve(given);
  switch (type.affinity) {
    case "Integer":
      return (type as { unsigned?: boolean }).unsigned === true ? "UNSIGNED INTEGER" : "SIGNED INTEGER";
    case "DateTime":
      return type.visitName === "TIMESTAMP" ? "DATETIME" : types.write(type);
    case "Date":
    case "Time":
      return types.write(type);
    case "_Binary":
      return "BINARY";
    case "JSON":
      return "JSON";
    case "Numeric":
      if (type instanceof DECIMAL) return types.write(type);
      return type instanceof NUMERIC || type.visitName === "numeric"
        ? types.write(type).replace("NUMERIC", "DECIMAL")
        : undefined;
    case "String":
      if (!(type instanceof StringType) || type instanceof EnumType || type instanceof SET) return undefined;
      return types.write(new CHAR({ length: type.length, collation: type.collation }));
    default:
      return undefined;
  }
}
