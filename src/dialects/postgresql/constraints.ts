import type { CheckConstraint } from "../../schema/constraints/check-constraint.js";
import type { Constraint } from "../../schema/constraints/constraint.js";
import type { ExcludeConstraint } from "../../schema/constraints/exclude-constraint.js";
import type { ForeignKeyConstraint } from "../../schema/constraints/foreign-key-constraint.js";
import type { PrimaryKeyConstraint } from "../../schema/constraints/primary-key-constraint.js";
import type { UniqueConstraint } from "../../schema/constraints/unique-constraint.js";
import type { ColumnClause } from "../../schema/elements/column-clause.js";
import { dialectOption, type SchemaItem } from "../../schema/schema-item.js";
import { ownValue } from "../../support/own-value.js";
import type { CompileState } from "../base/compile-state.js";
import { Constraints as BaseConstraints } from "../base/constraints.js";
import { CompileError } from "../compile-error.js";

/** Constraints as PostgreSQL writes them. */
export class Constraints extends BaseConstraints {
  override primaryKey(constraint: PrimaryKeyConstraint, _state: CompileState): string | null {
    if (constraint.columns.length === 0) return null;
    const names = this.names(this.primaryKeyColumns(constraint));
    return `${this.preamble(constraint)}PRIMARY KEY (${names})${this.include(constraint)}${this.deferrability(constraint)}`;
  }

  override unique(constraint: UniqueConstraint, _state: CompileState): string | null {
    if (constraint.columns.length === 0) return null;
    const names = this.names(constraint.columns);
    const nulls = nullsDistinct(constraint);
    return `${this.preamble(constraint)}UNIQUE ${nulls === "" ? "" : `${nulls} `}(${names})${this.include(constraint)}${this.deferrability(constraint)}`;
  }

  override check(constraint: CheckConstraint, state: CompileState): string {
    return super.check(constraint, state) + validity(constraint);
  }

  override foreignKey(constraint: ForeignKeyConstraint, state: CompileState): string | null {
    return super.foreignKey(constraint, state) + validity(constraint);
  }

  protected override onDelete({ ondelete }: ForeignKeyConstraint): string {
    if (ondelete === null) return "";
    const name = '(?:[\\w$]+|"(?:[^"]|"")+")';
    const pattern = `^\\w+(?:\\s+\\w+)*(?:\\s*\\(\\s*${name}(?:\\s*,\\s*${name})*\\s*\\))?$`;
    if (!new RegExp(pattern).test(ondelete)) {
      const shown = pattern.replaceAll("\\", "\\\\");
      throw new CompileError(`Unexpected SQL phrase: '${ondelete}' (matching against '${shown}')`);
    }
    return ` ON DELETE ${ondelete}`;
  }

  protected override exclude(constraint: ExcludeConstraint, state: CompileState): string {
    const inner = this.dialect.inSchema(state);
    const elements = constraint.renderExpressions.map(({ expression, name, operator }) => {
      const operatorClass = name === null ? undefined : ownValue(constraint.ops, name);
      const written = this.dialect.expressions.write(expression, inner);
      return `${written}${operatorClass === undefined ? "" : ` ${operatorClass}`} WITH ${operator}`;
    });
    const using = this.dialect.identifiers.phrase(constraint.using).toLowerCase();
    const where =
      constraint.where === null
        ? ""
        : ` WHERE (${this.dialect.expressions.write(constraint.where, state.with({ literalBinds: true, isSchema: true }))})`;
    return `${this.preamble(constraint)}EXCLUDE USING ${using} (${elements.join(", ")})${where}${this.deferrability(constraint)}`;
  }

  /** ` INCLUDE (…)` of a constraint. */
  protected include(constraint: Constraint): string {
    const given = dialectOption(constraint, "postgresql", "include") as readonly (string | ColumnClause)[] | undefined;
    if (given === undefined || given === null || given.length === 0) return "";
    const names = given.map((one) => this.dialect.identifiers.quote(typeof one === "string" ? one : one.name));
    return ` INCLUDE (${names.join(", ")})`;
  }
}

function validity(constraint: SchemaItem): string {
  return dialectOption(constraint, "postgresql", "notValid") === true ? " NOT VALID" : "";
}

/** Writes NULLS DISTINCT or NULLS NOT DISTINCT where the script has the option. */
export function nullsDistinct(item: SchemaItem): string {
  const given = dialectOption(item, "postgresql", "nullsNotDistinct");
  return given === true ? "NULLS NOT DISTINCT" : given === false ? "NULLS DISTINCT" : "";
}
