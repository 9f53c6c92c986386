import type { BinaryExpression, Expression, LogicalExpression, UnaryExpression } from "oxc-parser";
import { joinKinds, type Kind } from "../kind.js";
import { type ExpressionWriter, level, paren, type Written } from "./conversion.js";

const isNumber = ({ k }: Kind): boolean => k === "int" || k === "float";
const inner = (kind: Kind): Kind => (kind.k === "optional" ? kind.of : kind);

const isNothing = (node: Expression): boolean =>
  (node.type === "Literal" && node.value === null && node.raw === "null") ||
  (node.type === "Identifier" && node.name === "undefined");

/** Writes `a === b`, `a + b` and the other operators with two operands. */
export function binaryOperator(writer: ExpressionWriter, node: BinaryExpression): Written {
  const { conversion } = writer;
  const { operator } = node;
  const bool: Kind = { k: "bool" };
  const isEquality = operator === "===" || operator === "!==" || operator === "==" || operator === "!=";
  if (isEquality && (isNothing(node.right) || isNothing(node.left))) {
    const value = writer.write(isNothing(node.right) ? node.left : node.right);
    const word = operator.startsWith("!") ? "is not" : "is";
    return { layout: [paren(value, level.bitOr), ` ${word} None`], kind: bool, level: level.comparison };
  }
  const left = writer.write(node.left);
  const right = writer.write(node.right);
  const [a, b] = [inner(left.kind), inner(right.kind)];
  if (
    operator === "===" ||
    operator === "!==" ||
    operator === "<" ||
    operator === ">" ||
    operator === "<=" ||
    operator === ">="
  ) {
    const isKnown = [a, b].every(({ k }) => ["str", "int", "float", "value", "bool"].includes(k));
    const isOrder = !operator.endsWith("==");
    if (!isKnown || (isOrder && [a, b].some(({ k }) => k === "bool" || k === "str")))
      return conversion.refuse(node, `the comparison ${conversion.source(node)}, whose values are not known`);
    const sign = operator === "===" ? "==" : operator === "!==" ? "!=" : operator;
    return {
      layout: [paren(left, level.bitOr), ` ${sign} `, paren(right, level.bitOr)],
      kind: bool,
      level: level.comparison,
    };
  }
  if (operator === "+" && (a.k === "str" || b.k === "str")) {
    if (a.k !== "str" || b.k !== "str")
      return conversion.refuse(node, `the sum ${conversion.source(node)} of a string and something else`);
    return { layout: [paren(left, level.sum), " + ", paren(right, level.product)], kind: a, level: level.sum };
  }
  if (isNumber(a) && isNumber(b) && (operator === "+" || operator === "-" || operator === "*")) {
    const kind: Kind = a.k === "int" && b.k === "int" ? { k: "int" } : { k: "float" };
    if (operator === "*")
      return { layout: [paren(left, level.product), " * ", paren(right, level.unary)], kind, level: level.product };
    return { layout: [paren(left, level.sum), ` ${operator} `, paren(right, level.product)], kind, level: level.sum };
  }
  return conversion.refuse(node, `the operator ${operator} on ${conversion.source(node)}, whose values are not known`);
}

/** Writes an expression as a condition that is true in Python whenever it is true in JavaScript. */
export function truth(writer: ExpressionWriter, node: Expression): Written {
  const { conversion } = writer;
  if (node.type === "UnaryExpression" && node.operator === "!") {
    const value = truth(writer, node.argument);
    return { layout: ["not ", paren(value, level.not)], kind: { k: "bool" }, level: level.not };
  }
  if (node.type === "LogicalExpression" && node.operator !== "??") {
    const [own, word] = node.operator === "&&" ? [level.and, " and "] : [level.or, " or "];
    const [left, right] = [truth(writer, node.left), truth(writer, node.right)];
    return { layout: [paren(left, own), word, paren(right, own + 1)], kind: { k: "bool" }, level: own };
  }
  const value = writer.write(node);
  const kind = inner(value.kind);
  if (["bool", "str", "int", "float", "value", "none"].includes(kind.k)) return { ...value, kind: { k: "bool" } };
  if (kind.k === "row" || kind.k === "error")
    return { layout: [paren(value, level.bitOr), " is not None"], kind: { k: "bool" }, level: level.comparison };
  return conversion.refuse(node, `whether ${conversion.source(node)} is true, because its value is not known`);
}

/** Writes `!a` and `-a`. */
export function unary(writer: ExpressionWriter, node: UnaryExpression): Written {
  if (node.operator === "!") return truth(writer, node);
  const value = writer.write(node.argument);
  if (node.operator === "-" && isNumber(value.kind))
    return { layout: ["-", paren(value, level.unary)], kind: value.kind, level: level.unary };
  return writer.conversion.refuse(node, `the operator ${node.operator}`);
}

/** Writes `a && b`, `a || b` and `a ?? b` as values. */
export function logical(writer: ExpressionWriter, node: LogicalExpression): Written {
  const { conversion } = writer;
  const left = writer.write(node.left);
  const right = writer.write(node.right);
  const kind = node.operator === "??" ? joinKinds(inner(left.kind), right.kind) : joinKinds(left.kind, right.kind);
  if (node.operator === "??") {
    // Python has no `??`: the left side is compared with None, and written twice.
    if (isNothing(node.right)) return left;
    if (node.left.type !== "Identifier" && node.left.type !== "MemberExpression")
      return conversion.refuse(node, `${conversion.source(node)}, whose left side would be evaluated twice`);
    const layout = [
      paren(left, level.or),
      " if ",
      paren(left, level.bitOr),
      " is not None else ",
      paren(right, level.conditional),
    ];
    return { layout, kind, level: level.conditional };
  }
  if (left.kind.k === "bool" && right.kind.k === "bool") return truth(writer, node);
  if (![left, right].every(({ kind: one }) => ["str", "int", "bool", "value"].includes(inner(one).k)))
    return conversion.refuse(node, `${conversion.source(node)}, whose values are not known`);
  const [own, word] = node.operator === "&&" ? [level.and, " and "] : [level.or, " or "];
  return { layout: [paren(left, own), word, paren(right, own + 1)], kind, level: own };
}
