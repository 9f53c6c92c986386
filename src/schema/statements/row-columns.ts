import type { ClauseElement } from "../elements/clause-element.js";
import { ColumnClause } from "../elements/column-clause.js";
import { Expression } from "../elements/column-element.js";
import { NullType } from "../types/null-type.js";
import { TypeEngine } from "../types/type-engine.js";

/** A column of the rows that a statement gives. */
export interface RowColumn {
  /** The name, or what a made-up name begins with. */
  readonly name: string;
  readonly quote?: boolean | null;
  readonly type: TypeEngine;
  /** The clause whose value it is. */
  readonly source: ClauseElement;
  /** Whether the statement makes up its name. */
  readonly isUnnamed?: boolean;
}

/** The name of an expression in the rows of a SELECT, and whether it is made up. */
export function nameOfExpression(clause: Expression): { readonly name: string; readonly isUnnamed: boolean } {
  const { node } = clause;
  if (node.kind === "label") return { name: node.name, isUnnamed: false };
  if (node.kind === "function") return { name: node.path.at(-1) ?? "anon", isUnnamed: true };
  if (node.kind === "withinGroup" && node.element instanceof Expression) return nameOfExpression(node.element);
  if (node.kind === "nextValue") return { name: "next_value", isUnnamed: true };
  const isCast = node.kind === "cast" || node.kind === "coerce";
  const inner = isCast ? node.clause : node.kind === "unary" && node.operator === "not" ? node.operand : null;
  if (inner instanceof ColumnClause) return { name: inner.name, isUnnamed: false };
  if (inner instanceof Expression && (isCast || inner.node.kind === "function")) return nameOfExpression(inner);
  return { name: "anon", isUnnamed: true };
}

/**
 * A column's name behind that of its table, as the ORM's queries label it.
 *
 * @returns such as `account_id`, or `public_account_id` where the table has a schema.
 */
export function qualifiedLabel(schema: string | null, table: string, column: string): string {
  return `${schema === null ? "" : `${schema.replaceAll(".", "_")}_`}${table}_${column}`;
}

/** The columns of the rows that a SELECT of these clauses gives, each with a name of its own. */
export function rowColumns(clauses: readonly ClauseElement[]): readonly RowColumn[] {
  const names = new Set<string>();
  return clauses.flatMap((clause): readonly RowColumn[] => {
    const type = "type" in clause && clause.type instanceof TypeEngine ? clause.type : new NullType();
    if (clause instanceof Expression) {
      const named = nameOfExpression(clause);
      if (!named.isUnnamed) names.add(named.name);
      return [{ ...named, type, source: clause }];
    }
    if (!(clause instanceof ColumnClause)) return [];
    const isRepeated = names.has(clause.name) && !clause.isLiteral;
    names.add(clause.name);
    return [{ name: clause.name, quote: clause.quote, type, source: clause, isUnnamed: isRepeated }];
  });
}
