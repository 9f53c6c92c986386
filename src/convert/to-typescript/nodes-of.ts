import type { Expression, Statement } from "../../python/syntax/syntax-node.js";
import { isBytes } from "../../support/is-built-in.js";

/** A node of the tree that has a kind and an offset. */
type Node = Expression | Statement;

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && "kind" in value && "at" in value;

/** All nodes of a tree, or of several, each before the nodes that it contains. */
export function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) {
    for (const one of value) yield* nodesOf(one);
    return;
  }
  if (typeof value !== "object" || value === null || isBytes(value)) return;
  if (isNode(value)) yield value;
  for (const one of Object.values(value)) if (typeof one === "object") yield* nodesOf(one);
}

/** Adds the names of an assignment target to a set. */
export function addTarget(target: Expression, names: Set<string>): void {
  if (target.kind === "Name") names.add(target.id);
  else if (target.kind === "Tuple" || target.kind === "List") for (const one of target.elts) addTarget(one, names);
  else if (target.kind === "Starred") addTarget(target.value, names);
}

/** The blocks of a statement that run in the same scope. */
export function blocksOf(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.kind) {
    case "If":
    case "While":
    case "For":
      return [statement.body, statement.orelse];
    case "With":
      return [statement.body];
    case "Try":
      return [statement.body, ...statement.handlers.map(({ body }) => body), statement.orelse, statement.finalbody];
    case "Match":
      return statement.cases.map(({ body }) => body);
    default:
      return [];
  }
}
