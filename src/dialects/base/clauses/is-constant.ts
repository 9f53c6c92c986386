import type { ClauseElement } from "../../../schema/elements/clause-element.js";
import type { ColumnClause } from "../../../schema/elements/column-clause.js";
import { Expression } from "../../../schema/elements/column-element.js";
import type { ExpressionNode } from "../../../schema/elements/expression-node.js";
import type { TypeEngine } from "../../../schema/types/type-engine.js";

/** Whether a clause is TRUE or FALSE. */
export function isConstant(clause: ClauseElement): boolean {
  return clause instanceof Expression && (clause.node.kind === "true" || clause.node.kind === "false");
}

/** Whether an expression of one of these kinds is a boolean value. */
export function isBooleanOf(clause: ClauseElement, kinds: readonly ExpressionNode["kind"][]): boolean {
  return clause instanceof Expression && kinds.includes(clause.node.kind) && clause.type.affinity === "Boolean";
}

/** Whether a clause is a boolean value with no comparison around it. */
export function isBare(clause: ClauseElement): boolean {
  if (isConstant(clause) || isBooleanOf(clause, ["function", "cast", "case", "bind"])) return true;
  const isColumn = clause.kind === "column" || clause.kind === "schemaColumn";
  return isColumn && (clause as ColumnClause).type.affinity === "Boolean";
}

/** The name of anonymous parameters beside a clause. */
export function hintOf(clause: ClauseElement): string {
  if (clause.kind === "column" || clause.kind === "schemaColumn") return (clause as ColumnClause).key;
  if (clause instanceof Expression && clause.node.kind === "function") return clause.node.path.at(-1) ?? "param";
  return "param";
}

/** Whether the members of a list are literals in the schema. */
export function isFixed(clauses: readonly ClauseElement[]): boolean {
  return clauses.every((one) => one instanceof Expression && one.node.kind === "bind" && one.node.inline);
}

/** Whether a clause is a whole number. */
export const isWhole = (clause: ClauseElement): boolean =>
  "type" in clause && (clause.type as TypeEngine | undefined)?.affinity === "Integer";
