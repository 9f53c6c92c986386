import type { BinaryOperator, CompareOperator, Expression } from "../../python/syntax/syntax-node.js";
import { isClause, isPlain, joinKinds, type Kind } from "../kind.js";
import { group } from "../layout.js";
import { type Conversion, level, paren, primary, type Written } from "./conversion.js";
import type { ExpressionWriter } from "./expression-writer.js";
import { joined, percentFormat } from "./text-literals.js";

const isNumber = ({ k }: Kind): boolean => k === "int" || k === "float";
const onClauses: Partial<Record<BinaryOperator, string>> = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "/": "truediv",
  "%": "mod",
};

/** Writes `a + b` and the other arithmetic operators. */
export function binaryOperator(writer: ExpressionWriter, node: Expression & { readonly kind: "BinOp" }): Written {
  const { conversion } = writer;
  if (node.op === "%" && writer.write(node.left).kind.k === "str") return percentFormat(writer, node.left, node.right);
  const left = writer.write(node.left);
  const right = writer.write(node.right);
  if (isClause(left.kind) || isClause(right.kind)) return onClause(conversion, node, left, right);
  if (node.op === "+") {
    if (left.kind.k === "str" && right.kind.k === "str") return joined(left, right);
    if (left.kind.k === "list" && right.kind.k === "list")
      return primary(group("[", "]", [spread(left), spread(right)]), joinKinds(left.kind, right.kind));
  }
  if (node.op === "-" && left.kind.k === "set" && right.kind.k === "set") {
    const layout = [
      "new Set([...",
      paren(left, level.primary),
      "].filter((one) => !",
      paren(right, level.primary),
      ".has(one)))",
    ];
    return primary(layout, left.kind);
  }
  if ((node.op === "|" || node.op === "+") && left.kind.k === "set" && right.kind.k === "set")
    return primary(["new Set(", group("[", "]", [spread(left), spread(right)]), ")"], joinKinds(left.kind, right.kind));
  if (isNumber(left.kind) && isNumber(right.kind)) {
    const kind: Kind = left.kind.k === "int" && right.kind.k === "int" ? { k: "int" } : { k: "float" };
    if (node.op === "+" || node.op === "-")
      return { layout: [paren(left, level.sum), ` ${node.op} `, paren(right, level.product)], kind, level: level.sum };
    if (node.op === "*")
      return { layout: [paren(left, level.product), " * ", paren(right, level.unary)], kind, level: level.product };
    if (node.op === "//" && kind.k === "int")
      return primary(["Math.floor(", paren(left, level.product), " / ", paren(right, level.unary), ")"], kind);
    if (node.op === "/")
      return {
        layout: [paren(left, level.product), " / ", paren(right, level.unary)],
        kind: { k: "float" },
        level: level.product,
      };
  }
  if (node.op === "*" && left.kind.k === "str" && right.kind.k === "int")
    return primary([paren(left, level.primary), ".repeat(", right.layout, ")"], { k: "str" });
  return conversion.refuse(node, `the operator ${node.op} on ${conversion.source(node)}, whose values are not known`);
}

const spread = (one: Written) => ["...", paren(one, level.conditional)];

function onClause(
  conversion: Conversion,
  node: Expression & { readonly kind: "BinOp" },
  left: Written,
  right: Written,
): Written {
  const kind: Kind = { k: "clause" };
  if (node.op === "&" || node.op === "|") {
    const name = node.op === "&" ? "and" : "or";
    return primary([`${conversion.useSa()}.${name}`, group("(", ")", [left.layout, right.layout])], kind);
  }
  const method = onClauses[node.op];
  if (method === undefined) return conversion.refuse(node, `the operator ${node.op} on an expression of SQL`);
  const start = isClause(left.kind) ? paren(left, level.primary) : [`${conversion.useSa()}.literal(`, left.layout, ")"];
  return primary([start, `.${method}`, group("(", ")", [right.layout])], kind);
}

const compareMethods: Partial<Record<CompareOperator, string>> = {
  "==": "eq",
  "!=": "ne",
  "<": "lt",
  "<=": "le",
  ">": "gt",
  ">=": "ge",
};
const turned: Partial<Record<CompareOperator, string>> = {
  ...compareMethods,
  "<": "gt",
  "<=": "ge",
  ">": "lt",
  ">=": "le",
};

/** Writes `a == b`, `a in b`, `a is None`, and chains of comparisons. */
export function compare(writer: ExpressionWriter, node: Expression & { readonly kind: "Compare" }): Written {
  const parts: Written[] = [];
  let left = node.left;
  for (const [at, operator] of node.ops.entries()) {
    const right = node.comparators[at] as Expression;
    parts.push(compareTwo(writer, node, left, operator, right));
    left = right;
  }
  const [first, ...others] = parts as [Written, ...Written[]];
  if (others.length === 0) return first;
  if (node.comparators.slice(0, -1).some((one) => one.kind !== "Name" && one.kind !== "Constant"))
    return writer.conversion.refuse(node, "a chain of comparisons whose middle is computed");
  const layout = parts.flatMap((one, at) => (at === 0 ? [paren(one, level.and)] : [" && ", paren(one, level.and + 1)]));
  return { layout, kind: { k: "bool" }, level: level.and };
}

function compareTwo(
  writer: ExpressionWriter,
  node: Expression,
  leftNode: Expression,
  operator: CompareOperator,
  rightNode: Expression,
): Written {
  const { conversion } = writer;
  const left = writer.write(leftNode);
  const right = writer.write(rightNode);
  const bool: Kind = { k: "bool" };
  if (operator === "in" || operator === "not in") return membership(writer, node, left, operator, right);
  const method = compareMethods[operator];
  if (method !== undefined && (isClause(left.kind) || isClause(right.kind))) {
    const [start, name, other] = isClause(left.kind) ? [left, method, right] : [right, turned[operator], left];
    return primary([paren(start, level.primary), `.${name}`, group("(", ")", [other.layout])], { k: "clause" });
  }
  const isNone = right.kind.k === "none";
  if (operator === "is" || operator === "is not" || ((operator === "==" || operator === "!=") && isNone)) {
    const sign = operator === "is" || operator === "==" ? "==" : "!=";
    // A missing row or value is `undefined` in TypeScript, which `== null` also finds.
    if (isNone) return { layout: [paren(left, level.comparison), ` ${sign} null`], kind: bool, level: level.equality };
    if (right.kind.k !== "bool" || left.kind.k !== "bool")
      return conversion.refuse(node, `the operator ${operator} on ${conversion.source(node)}`);
    return {
      layout: [paren(left, level.comparison), ` ${sign}= `, paren(right, level.comparison)],
      kind: bool,
      level: level.equality,
    };
  }
  if (!comparable(left.kind, right.kind, operator))
    return conversion.refuse(node, `the comparison ${conversion.source(node)}, whose values are not known`);
  if (operator === "==" || operator === "!=")
    return {
      layout: [paren(left, level.comparison), ` ${operator}= `, paren(right, level.comparison)],
      kind: bool,
      level: level.equality,
    };
  return {
    layout: [paren(left, level.sum), ` ${operator} `, paren(right, level.sum)],
    kind: bool,
    level: level.comparison,
  };
}

/** Whether TypeScript compares two values as Python does. */
function comparable(left: Kind, right: Kind, operator: CompareOperator): boolean {
  const inner = (kind: Kind): Kind => (kind.k === "optional" ? kind.of : kind);
  const [a, b] = [inner(left), inner(right)];
  if (operator === "==" || operator === "!=") {
    if (a.k === "str" || b.k === "str") return [a, b].every(({ k }) => ["str", "value", "none", "int"].includes(k));
    if (a.k === "bool" && b.k === "bool") return true;
    return [a, b].every(({ k }) => ["int", "float", "value"].includes(k)) && (a.k !== "value" || b.k !== "value");
  }
  if (left.k === "optional" || right.k === "optional") return false;
  if (a.k === "str" && b.k === "str") return false;
  return [a, b].every(({ k }) => ["int", "float", "value"].includes(k)) && (a.k !== "value" || b.k !== "value");
}

function membership(
  writer: ExpressionWriter,
  node: Expression,
  left: Written,
  operator: "in" | "not in",
  right: Written,
): Written {
  const { conversion } = writer;
  const collection = right.kind;
  const element = collection.k === "list" || collection.k === "set" ? collection.of : collection;
  const isSure = isPlain(left.kind) || left.kind.k === "value" || (left.kind.k === "optional" && isPlain(left.kind.of));
  const base = paren(right, level.primary);
  let test: Written | undefined;
  if (collection.k === "set" && isSure) test = primary([base, ".has(", left.layout, ")"], { k: "bool" });
  else if ((collection.k === "list" || collection.k === "tuple") && isSure && element.k !== "clause")
    test = primary([base, ".includes(", left.layout, ")"], { k: "bool" });
  else if (collection.k === "str" && left.kind.k === "str")
    test = primary([base, ".includes(", left.layout, ")"], { k: "bool" });
  else if (collection.k === "map") test = primary([base, ".has(", left.layout, ")"], { k: "bool" });
  else if (collection.k === "object" || collection.k === "reflected")
    test = primary(["Object.hasOwn(", right.layout, ", ", left.layout, ")"], { k: "bool" });
  if (test === undefined)
    return conversion.refuse(
      node,
      `the operator ${operator} on ${conversion.source(node)}, whose values are not known`,
    );
  return operator === "in" ? test : { layout: ["!", test.layout], kind: { k: "bool" }, level: level.unary };
}

/** Writes a condition that is true in TypeScript whenever the expression is true in Python. */
export function truth(writer: ExpressionWriter, node: Expression, negated: boolean): Written {
  const { conversion } = writer;
  if (node.kind === "UnaryOp" && node.op === "not") return truth(writer, node.operand, !negated);
  if (node.kind === "BoolOp") {
    const isAnd = (node.op === "and") !== negated;
    const [own, sign] = isAnd ? [level.and, " && "] : [level.or, " || "];
    const parts = node.values.map((one) => paren(truth(writer, one, negated), isAnd ? own + 1 : own));
    return { layout: parts.flatMap((one, at) => (at === 0 ? [one] : [sign, one])), kind: { k: "bool" }, level: own };
  }
  if (negated && node.kind === "Compare" && node.ops.length === 1) {
    const opposite = opposites[node.ops[0] as CompareOperator];
    if (opposite !== undefined) return truth(writer, { ...node, ops: [opposite] }, false);
  }
  const value = writer.write(node);
  const not = negated ? "!" : "";
  const bool: Kind = { k: "bool" };
  const { kind } = value;
  switch (kind.k === "optional" ? kind.of.k : kind.k) {
    case "bool":
    case "str":
    case "int":
    case "float":
    case "value":
    case "none":
      return negated
        ? { layout: ["!", paren(value, level.primary)], kind: bool, level: level.unary }
        : { ...value, kind: bool };
    case "row":
    case "error":
    case "connection":
      return {
        layout: [paren(value, level.comparison), negated ? " == null" : " != null"],
        kind: bool,
        level: level.equality,
      };
    case "list":
    case "tuple":
    case "result":
      if (kind.k === "optional") break;
      return {
        layout: [paren(value, level.primary), `.length ${negated ? "===" : ">"} 0`],
        kind: bool,
        level: level.comparison,
      };
    case "set":
    case "map":
      if (kind.k === "optional") break;
      return {
        layout: [paren(value, level.primary), `.size ${negated ? "===" : ">"} 0`],
        kind: bool,
        level: level.comparison,
      };
    case "object":
      if (kind.k === "optional") break;
      return {
        layout: [`${not}Object.keys(`, value.layout, ").length"],
        kind: bool,
        level: negated ? level.unary : level.primary,
      };
    default:
  }
  return conversion.refuse(node, `whether ${conversion.source(node)} is true, because its value is not known`);
}

const opposites: Partial<Record<CompareOperator, CompareOperator>> = {
  "==": "!=",
  "!=": "==",
  is: "is not",
  "is not": "is",
  in: "not in",
  "not in": "in",
};

/** Writes `not a`, `-a` and `~a`. */
export function unary(writer: ExpressionWriter, node: Expression & { readonly kind: "UnaryOp" }): Written {
  if (node.op === "not") return truth(writer, node.operand, true);
  const value = writer.write(node.operand);
  if (node.op === "~" && isClause(value.kind))
    return primary([`${writer.conversion.useSa()}.not(`, value.layout, ")"], { k: "clause" });
  if (node.op === "-" && isClause(value.kind)) return primary([paren(value, level.primary), ".neg()"], value.kind);
  if (node.op === "-" && isNumber(value.kind))
    return { layout: ["-", paren(value, level.unary)], kind: value.kind, level: level.unary };
  return writer.conversion.refuse(node, `the operator ${node.op} on ${writer.conversion.source(node.operand)}`);
}

/** Writes `a and b` or `a or b` as a value. */
export function either(writer: ExpressionWriter, node: Expression & { readonly kind: "BoolOp" }): Written {
  const values = node.values.map((one) => writer.write(one));
  if (values.every(({ kind }) => kind.k === "bool")) return writer.condition(node);
  const isSame = values.every(({ kind }) =>
    ["str", "int", "bool", "value", "none"].includes(kind.k === "optional" ? kind.of.k : kind.k),
  );
  if (!isSame) return writer.conversion.refuse(node, `${writer.conversion.source(node)}, whose values are not known`);
  const [own, sign] = node.op === "and" ? [level.and, " && "] : [level.or, " || "];
  const parts = values.map((one) => paren(one, own + 1));
  const last = values.at(-1)?.kind ?? { k: "unknown" };
  const kind =
    node.op === "or" && last.k !== "none" && last.k !== "optional"
      ? last
      : values.map((one) => one.kind).reduce<Kind>(joinKinds, last);
  return { layout: parts.flatMap((one, at) => (at === 0 ? [one] : [sign, one])), kind, level: own };
}
