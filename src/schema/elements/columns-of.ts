import type { Column } from "../schema-classes.js";
import type { ClauseElement } from "./clause-element.js";
import { Expression, OpaqueElement } from "./column-element.js";
import { CustomElement } from "./custom-element.js";

/** Returns the direct parts of a clause. */
export function childrenOf(clause: ClauseElement): readonly ClauseElement[] {
  if (clause instanceof OpaqueElement) return [clause.element];
  if (clause instanceof CustomElement) return clause.clauses;
  if (!(clause instanceof Expression)) return [];
  const { node } = clause;
  switch (node.kind) {
    case "binary":
      return [node.left, node.right];
    case "unary":
      return [node.operand];
    case "list":
    case "tuple":
    case "array":
      return node.clauses;
    case "function":
      return node.args;
    case "cast":
    case "coerce":
      return [node.clause];
    case "case":
      return [
        ...(node.value === null ? [] : [node.value]),
        ...node.whens.flatMap(({ when, result }) => [when, result]),
        ...(node.otherwise === null ? [] : [node.otherwise]),
      ];
    case "label":
      return [node.element];
    case "extract":
      return [node.expression];
    case "over":
      return [node.element, ...node.partitionBy, ...node.orderBy];
    case "filter":
      return [node.element, ...node.criteria];
    case "withinGroup":
      return [node.element, ...node.orderBy];
    default:
      return [];
  }
}

/** The columns of tables that a clause names, each once, in the order in which they appear. */
export function columnsOf(clause: ClauseElement): readonly Column[] {
  const found = new Set<Column>();
  const visit = (one: ClauseElement): void => {
    if (one.kind === "schemaColumn") found.add(one as Column);
    for (const child of childrenOf(one)) visit(child);
  };
  visit(clause);
  return [...found];
}
