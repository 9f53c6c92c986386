import type { CallExpression } from "oxc-parser";
import { type Kind, unknown } from "../kind.js";
import { group, type Layout } from "../layout.js";
import { signatureOf } from "../signatures.js";
import { type ExpressionWriter, level, paren, primary, snakeCase, type Written } from "./conversion.js";
import { valueMethod } from "./methods.js";
import { packageArguments } from "./package-calls.js";

/** Writes a call of a method of a global object such as `Object`; returns `undefined` if Python has no counterpart. */
export function globalCall(
  writer: ExpressionWriter,
  node: CallExpression,
  object: string,
  name: string,
): Written | undefined {
  const { conversion } = writer;
  if (conversion.find(object) !== undefined) return undefined;
  const args = node.arguments.flatMap((one) => (one.type === "SpreadElement" ? [] : [one]));
  const [first] = args;
  if (first === undefined || args.length !== node.arguments.length) return undefined;
  const value = (): Written => writer.write(first);
  switch (`${object}.${name}`) {
    case "Object.keys":
    case "Object.values":
    case "Object.entries": {
      const one = value();
      if (one.kind.k !== "object") return undefined;
      const method = name === "entries" ? "items" : name;
      const text: Kind = { k: "str" };
      const of: Kind =
        name === "keys" ? text : name === "values" ? one.kind.of : { k: "tuple", of: [text, one.kind.of] };
      return primary([paren(one, level.primary), `.${method}()`], { k: "list", of });
    }
    case "Object.hasOwn": {
      const key = args[1];
      if (key === undefined) return undefined;
      return {
        layout: [paren(writer.write(key), level.bitOr), " in ", paren(value(), level.bitOr)],
        kind: { k: "bool" },
        level: level.comparison,
      };
    }
    case "console.log":
    case "console.warn":
    case "console.error": {
      const one = value();
      if (args.length !== 1 || (one.kind.k !== "str" && one.kind.k !== "int")) return undefined;
      if (name === "log") return primary(["print(", one.layout, ")"], { k: "none" });
      conversion.imports.add("import sys");
      return primary(["print(", one.layout, ", file=sys.stderr)"], { k: "none" });
    }
    case "JSON.parse":
      conversion.imports.add("import json");
      return primary(["json.loads(", value().layout, ")"], unknown);
    case "Math.floor": {
      if (first.type !== "BinaryExpression" || first.operator !== "/") return undefined;
      const [a, b] = [writer.write(first.left), writer.write(first.right)];
      if (a.kind.k !== "int" || b.kind.k !== "int") return undefined;
      return {
        layout: [paren(a, level.product), " // ", paren(b, level.unary)],
        kind: { k: "int" },
        level: level.product,
      };
    }
    case "Math.max":
    case "Math.min":
      return primary(
        [
          `${name}(`,
          args.flatMap((one, at) => (at === 0 ? [writer.write(one).layout] : [", ", writer.write(one).layout])),
          ")",
        ],
        { k: "int" },
      );
    default:
      return undefined;
  }
}

/** Writes a call of a method of `op` or of a batch. */
export function directiveCall(
  writer: ExpressionWriter,
  node: CallExpression,
  base: Layout,
  owner: "op" | "batch",
  name: string,
): Written {
  const { conversion } = writer;
  const own = snakeCase(name);
  if (owner === "op" && name === "getBind") return primary([base, ".get_bind()"], { k: "connection" });
  if (owner === "op" && name === "getContext") return primary([base, ".get_context()"], { k: "migrationContext" });
  const signature = signatureOf(owner, own);
  if (signature === undefined || ["invoke", "run_async", "batch_alter_table", "get_bind", "get_context"].includes(own))
    return conversion.refuse(node, `${owner}.${name}() here`);
  const args = packageArguments(writer, node, signature);
  const kind: Kind = name === "f" ? { k: "item" } : name === "inlineLiteral" ? { k: "clause" } : { k: "none" };
  return primary([base, `.${own}`, args ?? "()"], kind);
}

/** Writes a call of a method of the connection. */
export function connectionCall(writer: ExpressionWriter, node: CallExpression, base: Layout, name: string): Written {
  const { conversion } = writer;
  const [statement, parameters, ...others] = node.arguments;
  if (name === "inspector" && statement === undefined)
    return primary([`${conversion.useSa()}.inspect(`, base, ")"], { k: "inspector" });
  if (
    (name !== "execute" && name !== "scalar") ||
    statement === undefined ||
    others.length > 0 ||
    statement.type === "SpreadElement" ||
    parameters?.type === "SpreadElement"
  )
    return conversion.refuse(node, `the method ${name}() of the connection`);
  const written = writer.write(statement);
  const args: Layout[] = [];
  if (written.kind.k === "str")
    args.push([`${conversion.useSa()}.text`, group("(", ")", [written.layout], { mayHug: true })]);
  else args.push(paren(written, level.conditional));
  if (parameters !== undefined) args.push(paren(writer.write(parameters), level.conditional));
  const kind: Kind = name === "scalar" ? { k: "optional", of: { k: "value" } } : { k: "result" };
  return primary([base, `.${name}`, group("(", ")", args)], kind);
}

/** Writes a call of a method of a statement's result. */
export function resultCall(writer: ExpressionWriter, node: CallExpression, owner: Written, name: string): Written {
  const base = paren(owner, level.primary);
  if (node.arguments.length === 0) {
    if (name === "first") return primary([base, ".first()"], { k: "optional", of: { k: "row", byIndex: false } });
    if (name === "scalar") return primary([base, ".scalar()"], { k: "optional", of: { k: "value" } });
    if (name === "scalars") return primary([base, ".scalars().all()"], { k: "list", of: { k: "value" } });
    if (name === "tuples") return primary([base, ".all()"], { k: "list", of: { k: "row", byIndex: true } });
    if (name === "all") return primary([base, ".all()"], { k: "list", of: { k: "row", byIndex: false } });
  }
  const all = primary([base, ".all()"], owner.kind);
  return (
    valueMethod(writer, node, all, name) ??
    writer.conversion.refuse(node, `the method ${name}() of the result of a statement`)
  );
}
