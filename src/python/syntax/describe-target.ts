import type { Expression } from "./syntax-node.js";

/** The name in Python's messages for an expression that cannot be assigned to. */
export function describeTarget(node: Expression): string {
  switch (node.kind) {
    case "Constant":
      if (node.value === null) return "None";
      if (node.value === true) return "True";
      if (node.value === false) return "False";
      if (typeof node.value === "symbol") return "ellipsis";
      return "literal";
    case "Call":
      return "function call";
    case "Lambda":
      return "lambda";
    case "JoinedStr":
    case "FormattedValue":
      return "f-string expression";
    case "ListComp":
      return "list comprehension";
    case "SetComp":
      return "set comprehension";
    case "DictComp":
      return "dict comprehension";
    case "GeneratorExp":
      return "generator expression";
    case "Dict":
      return "dict literal";
    case "Set":
      return "set display";
    case "Compare":
      return "comparison";
    case "IfExp":
      return "conditional expression";
    case "NamedExpr":
      return "named expression";
    case "Yield":
    case "YieldFrom":
      return "yield expression";
    case "Await":
      return "await expression";
    case "Attribute":
      return "attribute";
    case "Subscript":
      return "subscript";
    case "Starred":
      return "starred";
    case "Tuple":
      return "tuple";
    case "List":
      return "list";
    case "Name":
      return "name";
    default:
      return "expression";
  }
}

/** The first part of a target that cannot be assigned to, or deleted. */
export function wrongTarget(node: Expression, purpose: "assign" | "delete"): Expression | undefined {
  switch (node.kind) {
    case "Name":
    case "Attribute":
    case "Subscript":
      return undefined;
    case "Starred":
      return purpose === "delete" ? node : wrongTarget(node.value, purpose);
    case "List":
    case "Tuple":
      for (const element of node.elts) {
        const wrong = wrongTarget(element, purpose);
        if (wrong !== undefined) return wrong;
      }
      return undefined;
    default:
      return node;
  }
}
