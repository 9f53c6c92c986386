import type { NamedSequence } from "../../schema/elements/column-element.js";
import type { TypeEngine } from "../../schema/types/type-engine.js";
import { Expressions as BaseExpressions } from "../base/expressions.js";

/** Expressions as PostgreSQL writes them. */
export class Expressions extends BaseExpressions {
  protected override ilike(left: string, right: string, isNot: boolean): string {
    return `${left}${isNot ? " NOT ILIKE " : " ILIKE "}${right}`;
  }

  protected override nextValue(sequence: NamedSequence): string {
    return `nextval(${this.dialect.literals.string(this.dialect.identifiers.table(sequence))})`;
  }

  override noMembers(type: TypeEngine): string {
    const name = type.affinity === "NullType" ? "INTEGER" : this.dialect.types.write(type);
    return `SELECT CAST(NULL AS ${name}) WHERE 1!=1`;
  }
}
