import type { ArrayExpression, Expression, ObjectExpression } from "oxc-parser";
import { elementOf, joinKinds, type Kind, unknown } from "../kind.js";
import { group, type Layout } from "../layout.js";
import { type ExpressionWriter, level, paren, primary, type Written } from "./conversion.js";
import { itemsOf, keyOf } from "./package-calls.js";
import { textLiteral } from "./text-literal.js";

/** Writes a number, a string or another literal. */
export function writeLiteral(writer: ExpressionWriter, node: Expression & { readonly type: "Literal" }): Written {
  const { value } = node;
  if (typeof value === "string") return primary(textLiteral(value), { k: "str" });
  if (typeof value === "boolean") return primary(value ? "True" : "False", { k: "bool" });
  if (typeof value === "number") return primary(String(value), { k: Number.isInteger(value) ? "int" : "float" });
  if (typeof value === "bigint") return primary(String(value), { k: "int" });
  if (value === null && node.raw === "null") return primary("None", { k: "none" });
  return writer.conversion.refuse(node, "a regular expression");
}

/** Writes an array as a list, with its comments. */
export function arrayLiteral(writer: ExpressionWriter, node: ArrayExpression): Written {
  const { conversion } = writer;
  const [only] = node.elements;
  if (node.elements.length === 1 && only?.type === "SpreadElement") {
    const value = writer.write(only.argument);
    if (value.kind.k === "list" || value.kind.k === "set" || value.kind.k === "tuple")
      return primary(["list(", value.layout, ")"], { k: "list", of: elementOf(value.kind) });
  }
  const kinds: Kind[] = [];
  const layouts = node.elements.map((one): Layout => {
    if (one === null) return conversion.refuse(node, "a hole in an array").layout;
    const value = writer.write(one.type === "SpreadElement" ? one.argument : one);
    if (one.type !== "SpreadElement") {
      kinds.push(value.kind);
      return paren(value, level.conditional);
    }
    kinds.push(elementOf(value.kind));
    return ["*", paren(value, level.primary)];
  });
  const of = kinds.reduce<Kind | undefined>(joinKinds, undefined) ?? unknown;
  const places = node.elements.map((one) => one ?? node);
  const items = itemsOf(writer, node.start, places, layouts);
  return primary({ ...group("[", "]", []), items }, { k: "list", of });
}

/** Writes an object as a dictionary, with its comments. */
export function objectLiteral(writer: ExpressionWriter, node: ObjectExpression): Written {
  const { conversion } = writer;
  const kinds: Kind[] = [];
  const layouts = node.properties.map((one): Layout => {
    if (one.type === "SpreadElement") return ["**", paren(writer.write(one.argument), level.primary)];
    const key = keyOf(one);
    if (key === undefined) return conversion.refuse(one, `the key ${conversion.source(one)} of an object`).layout;
    const value = writer.write(one.value);
    kinds.push(value.kind);
    return [`${textLiteral(key)}: `, paren(value, level.conditional)];
  });
  const of = kinds.reduce<Kind | undefined>(joinKinds, undefined) ?? unknown;
  const items = itemsOf(writer, node.start, node.properties, layouts);
  return primary({ ...group("{", "}", []), items }, { k: "object", of });
}

/** Writes `new Set(…)`, `new Map(…)` and `new Uint8Array([…])`. */
export function newObject(writer: ExpressionWriter, node: Expression & { readonly type: "NewExpression" }): Written {
  const { conversion } = writer;
  const name = node.callee.type === "Identifier" ? node.callee.name : "";
  const [first] = node.arguments;
  if (first !== undefined && first.type === "SpreadElement") return conversion.refuse(node, "a spread argument");
  if (name === "Set") {
    if (first === undefined) return primary("set()", { k: "set", of: unknown });
    const value = writer.write(first);
    const of = elementOf(value.kind);
    const isLiteral =
      first.type === "ArrayExpression" &&
      first.elements.length > 0 &&
      typeof value.layout === "object" &&
      "items" in value.layout;
    if (isLiteral)
      return primary({ ...(value.layout as ReturnType<typeof group>), open: "{", close: "}" }, { k: "set", of });
    return primary(["set(", value.layout, ")"], { k: "set", of });
  }
  if (name === "Map") {
    if (first === undefined) return primary("{}", { k: "map", of: unknown });
    if (first.type === "ArrayExpression") {
      const entries = first.elements.map((one): Layout => {
        if (one?.type !== "ArrayExpression") return conversion.refuse(node, "a Map of anything but pairs").layout;
        const [key, value] = one.elements;
        if (!key || !value || key.type === "SpreadElement" || value.type === "SpreadElement")
          return conversion.refuse(node, "a Map of anything but pairs").layout;
        return [writer.write(key).layout, ": ", paren(writer.write(value), level.conditional)];
      });
      return primary(group("{", "}", entries), { k: "map", of: unknown });
    }
    const value = writer.write(first);
    return primary(["dict(", value.layout, ")"], {
      k: "map",
      of: value.kind.k === "list" && value.kind.of.k === "list" ? value.kind.of.of : unknown,
    });
  }
  if (name === "Uint8Array" && first?.type === "ArrayExpression") {
    const bytes = first.elements.map((one) =>
      one?.type === "Literal" && typeof one.value === "number" ? one.value : -1,
    );
    if (bytes.every((one) => one >= 0 && one < 256))
      return primary(`b"${bytes.map((one) => `\\x${one.toString(16).padStart(2, "0")}`).join("")}"`, { k: "bytes" });
  }
  return conversion.refuse(node, `${conversion.source(node)}, which cannot be converted`);
}
