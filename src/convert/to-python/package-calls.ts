import type { Argument, CallExpression, Expression, ObjectExpression } from "oxc-parser";
import { camelCase } from "../../python/host/camel-case.js";
import { sqlSignatures } from "../../python/host/signatures/sql-signatures.js";
import { typeSignatures } from "../../python/host/signatures/type-signatures.js";
import type { Kind } from "../kind.js";
import { group, type Layout, type LayoutItem } from "../layout.js";
import { isTypeName, signatureOf } from "../signatures.js";
import { type ExpressionWriter, level, paren, primary, snakeCase, type Written } from "./conversion.js";

/** Pairs elements with the comments before them and at the end of their lines. */
export function itemsOf(
  writer: ExpressionWriter,
  start: number,
  nodes: readonly { readonly start: number; readonly end: number }[],
  layouts: readonly Layout[],
): readonly LayoutItem[] {
  let from = start;
  return nodes.map((node, at) => {
    const before = writer.conversion.comments.between(from, node.start).flatMap(({ lines }) => lines);
    from = node.end;
    const after = writer.conversion.comments.behind(node.end, /^[\s,]*$/);
    return {
      layout: layouts[at] ?? "",
      ...(before.length > 0 ? { before } : {}),
      ...(after === undefined ? {} : { after }),
    };
  });
}

/** The key of a property of an object literal; `undefined` if it is computed. */
export function keyOf(property: ObjectExpression["properties"][number]): string | undefined {
  if (property.type !== "Property" || property.computed || property.kind !== "init") return undefined;
  if (property.key.type === "Identifier") return property.key.name;
  return property.key.type === "Literal" ? String(property.key.value) : undefined;
}

/** The names of a signature's parameters. */
const parametersOf = (signature: string): readonly string[] =>
  signature.split(", ").flatMap((word) => (word === "*" || word.startsWith("*") ? [] : [word.replace(/=.*$/, "")]));

/** The Python name of an option; `undefined` if the signature has no such parameter. */
function optionName(signature: string, key: string): string | undefined {
  // Python has no object of other keywords; one that is not a literal cannot be written out.
  if (key === "dialectOptions") return undefined;
  const known = parametersOf(signature).find((name) => camelCase(name) === key);
  if (known !== undefined) return known;
  return signature.includes("**") ? snakeCase(key) : undefined;
}

/**
 * Writes the arguments of a call of `op`, a batch or `sa`. An object at the end becomes keyword arguments.
 *
 * @returns `undefined` if an argument cannot be converted
 */
export function packageArguments(
  writer: ExpressionWriter,
  node: CallExpression,
  signature: string,
  args: readonly Argument[] = node.arguments,
): Layout | undefined {
  const { conversion } = writer;
  const last = args.at(-1);
  const options = last?.type === "ObjectExpression" && !parametersOf(signature).includes("value") ? last : undefined;
  const positional = options === undefined ? args : args.slice(0, -1);
  const layouts = positional.map((one): Layout => {
    if (one.type !== "SpreadElement") return paren(writer.write(one), level.conditional);
    return ["*", paren(writer.write(one.argument), level.primary)];
  });
  const start = node.callee.end;
  const items: LayoutItem[] = [...itemsOf(writer, start, positional, layouts)];
  if (options !== undefined) {
    const entries: Layout[] = [];
    const properties = withoutNesting(options);
    for (const one of properties) {
      const key = keyOf(one);
      const name = key === undefined ? undefined : optionName(signature, key);
      if (key === undefined || name === undefined || one.type !== "Property") {
        conversion.refuse(one, `the option ${conversion.source(one)} of ${conversion.source(node.callee)}()`);
        return undefined;
      }
      entries.push([`${name}=`, paren(writer.write(one.value), level.conditional)]);
    }
    items.push(...itemsOf(writer, positional.at(-1)?.end ?? start, properties, entries));
  }
  return { ...group("(", ")", []), items };
}

/** The options of a call, with those under `dialectOptions` among them, as Python has them. */
const withoutNesting = ({ properties }: ObjectExpression): ObjectExpression["properties"] =>
  properties.flatMap((one) =>
    keyOf(one) === "dialectOptions" && one.type === "Property" && one.value.type === "ObjectExpression"
      ? one.value.properties
      : [one],
  );

const dialects = ["postgresql", "mysql", "mssql", "oracle", "sqlite"];

/** The Python name of a function of `sa`; `undefined` if SQLAlchemy has no such function. */
function sqlName(name: string): string | undefined {
  return Object.keys(sqlSignatures).find((one) => (/^[A-Z]/.test(one) ? one === name : camelCase(one) === name));
}

/** The names after `sa` in a member expression, such as `["postgresql", "JSONB"]`. */
export function saPath(node: Expression): readonly string[] | undefined {
  if (node.type === "Identifier") return node.name === "sa" ? [] : undefined;
  if (node.type !== "MemberExpression" || node.computed || node.property.type !== "Identifier") return undefined;
  const above = saPath(node.object);
  return above === undefined ? undefined : [...above, node.property.name];
}

/** Writes a call of a function, a class or a type of `sa`. */
export function packageCall(writer: ExpressionWriter, node: CallExpression, path: readonly string[]): Written {
  const { conversion } = writer;
  const [first = "", second] = path;
  if (first === "func") {
    const names = path.slice(1).join(".");
    const args = packageArguments(writer, node, "*args, **kw");
    return primary([`${conversion.useSa()}.func.${names}`, args ?? "()"], { k: "clause" });
  }
  if (dialects.includes(first) && second !== undefined) {
    const full = `${first}.${second}`;
    const signature = signatureOf("sa", full);
    if (signature === undefined) return conversion.refuse(node, `sa.${full}() has no counterpart in SQLAlchemy`);
    const args = packageArguments(writer, node, signature);
    conversion.imports.add(`from sqlalchemy.dialects import ${first}`);
    return primary([full, args ?? "()"], { k: "type" });
  }
  if (path.length !== 1) return conversion.refuse(node, `the call of ${conversion.source(node.callee)}`);
  if (first === "case") return caseCall(writer, node);
  const isType = Object.hasOwn(typeSignatures, first);
  const name = isType ? first : sqlName(first);
  const signature = name === undefined ? undefined : signatureOf("sa", name);
  if (name === undefined || signature === undefined)
    return conversion.refuse(node, `sa.${first}() has no counterpart in SQLAlchemy`);
  const args = packageArguments(writer, node, signature);
  const kind = isTypeName(name)
    ? "type"
    : name === "table" || name === "Table"
      ? "table"
      : /^[A-Z]/.test(name)
        ? "item"
        : "clause";
  return primary([`${conversion.useSa()}.${name}`, args ?? "()"], { k: kind } as Kind);
}

/** Writes `sa.case([condition, value], …, { else: value })`. */
function caseCall(writer: ExpressionWriter, node: CallExpression): Written {
  const { conversion } = writer;
  const items = node.arguments.map((one): Layout => {
    if (one.type === "ArrayExpression") {
      const parts = one.elements.map((part) =>
        part === null || part.type === "SpreadElement"
          ? conversion.refuse(one, "a hole in a pair").layout
          : writer.write(part).layout,
      );
      return group("(", ")", parts);
    }
    if (one.type === "ObjectExpression") {
      const [property] = one.properties;
      if (property?.type === "Property" && keyOf(property) === "else")
        return ["else_=", paren(writer.write(property.value), level.conditional)];
    }
    return conversion.refuse(one, "sa.case() without pairs").layout;
  });
  return primary([`${conversion.useSa()}.case`, group("(", ")", items)], { k: "clause" });
}
