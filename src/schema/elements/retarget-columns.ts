import type { Column, Table } from "../schema-classes.js";
import type { ClauseElement } from "./clause-element.js";
import { type ColumnElement, Expression, expression, OpaqueElement } from "./column-element.js";
import { columnsOf } from "./columns-of.js";
import type { ExpressionNode } from "./expression-node.js";

/** Returns the same clause with the columns of another table, where that table has columns of these names. */
export function retargetColumns(clause: ClauseElement, table: Table): ClauseElement {
  if (columnsOf(clause).every((column) => column.table === table)) return clause;
  if (clause.kind === "schemaColumn") return table.findColumn((clause as Column).key) ?? clause;
  if (clause instanceof OpaqueElement) return new OpaqueElement(retargetColumns(clause.element, table));
  return clause instanceof Expression ? expression(retargetNode(clause.node, table), clause.type) : clause;
}

function retargetNode(node: ExpressionNode, table: Table): ExpressionNode {
  const one = (clause: ClauseElement): ClauseElement => retargetColumns(clause, table);
  switch (node.kind) {
    case "binary":
      return { ...node, left: one(node.left), right: one(node.right) };
    case "unary":
      return { ...node, operand: one(node.operand) };
    case "list":
    case "tuple":
    case "array":
      return { ...node, clauses: node.clauses.map(one) };
    case "function":
      return { ...node, args: node.args.map(one) };
    case "cast":
    case "coerce":
      return { ...node, clause: one(node.clause) };
    case "case":
      return {
        ...node,
        value: node.value === null ? null : one(node.value),
        whens: node.whens.map(({ when, result }) => ({ when: one(when), result: one(result) as ColumnElement })),
        otherwise: node.otherwise === null ? null : one(node.otherwise),
      };
    case "label":
      return { ...node, element: one(node.element) };
    case "extract":
      return { ...node, expression: one(node.expression) };
    case "over":
      return {
        ...node,
        element: one(node.element),
        partitionBy: node.partitionBy.map(one),
        orderBy: node.orderBy.map(one),
      };
    case "filter":
      return { ...node, element: one(node.element), criteria: node.criteria.map(one) };
    case "withinGroup":
      return { ...node, element: one(node.element), orderBy: node.orderBy.map(one) };
    default:
      return node;
  }
}
