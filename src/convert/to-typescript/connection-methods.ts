import type { Expression } from "../../python/syntax/syntax-node.js";
import { group, type Layout } from "../layout.js";
import { level, paren, primary, type Written } from "./conversion.js";
import type { ExpressionWriter } from "./expression-writer.js";

type Call = Expression & { readonly kind: "Call" };

/** Writes the statement and the parameters of `execute(…)`; returns `undefined` if they cannot be converted. */
export function statementArguments(
  writer: ExpressionWriter,
  node: Call,
): { readonly statement: Layout; readonly parameters: Layout | undefined } | undefined {
  const { conversion } = writer;
  const [statement, second, ...others] = node.args;
  const options = node.keywords.filter(({ arg }) => arg !== "execution_options");
  const named = options.find(({ arg }) => arg === "parameters" || arg === "params")?.value;
  if (statement === undefined || others.length > 0 || options.length > (named === undefined ? 0 : 1)) {
    conversion.refuse(node, `the arguments of ${conversion.source(node.func)}()`);
    return undefined;
  }
  const parameters = second ?? named;
  const written = parameters === undefined ? undefined : writer.write(parameters);
  if (written !== undefined && written.kind.k !== "object" && written.kind.k !== "list") {
    conversion.refuse(
      parameters ?? node,
      `the parameters ${conversion.source(parameters ?? node)}, whose value is not known`,
    );
    return undefined;
  }
  const one = writer.write(statement);
  if (
    node.func.kind === "Attribute" &&
    node.func.attr === "exec_driver_sql" &&
    /:\w/.test(conversion.source(statement))
  ) {
    conversion.refuse(statement, "exec_driver_sql() of a text with colons, which begin parameters here");
    return undefined;
  }
  return { statement: paren(one, level.conditional), parameters: written?.layout };
}

/** Writes a call of a method of the connection whose result is used. */
export function connectionMethod(writer: ExpressionWriter, node: Call, owner: Written, name: string): Written {
  const { conversion } = writer;
  if (!["execute", "exec_driver_sql", "scalar", "scalars"].includes(name))
    return conversion.refuse(node, `the method ${name}() of the connection`);
  const given = statementArguments(writer, node);
  if (given === undefined) return primary("undefined", { k: "unknown" });
  const args = group("(", ")", [given.statement, ...(given.parameters === undefined ? [] : [given.parameters])], {
    mayHug: true,
  });
  const call = (method: string): Written => ({
    layout: conversion.awaited([paren(owner, level.primary), `.${method}`, args], node),
    kind: { k: "result" },
    level: level.unary,
  });
  if (name === "scalar") return { ...call("scalar"), kind: { k: "optional", of: { k: "value" } } };
  const result = call("execute");
  return name === "scalars"
    ? primary([paren(result, level.primary), ".scalars()"], { k: "list", of: { k: "value" } })
    : result;
}

/** Writes a call of a method of a statement's result. `byIndex` means that the script reads the row by position. */
export function resultMethod(
  writer: ExpressionWriter,
  node: Call,
  owner: Written,
  name: string,
  byIndex: boolean,
): Written {
  const base = paren(owner, level.primary);
  if (node.args.length === 0 && node.keywords.length === 0) {
    switch (name) {
      case "fetchall":
      case "all":
      case "mappings":
      case "unique":
        return owner;
      case "fetchone":
      case "first":
      case "one_or_none":
        return primary([base, byIndex ? ".tuples()[0]" : ".first()"], { k: "optional", of: { k: "row", byIndex } });
      case "scalar":
      case "scalar_one_or_none":
        return primary([base, ".scalar()"], { k: "optional", of: { k: "value" } });
      case "scalars":
        return primary([base, ".scalars()"], { k: "list", of: { k: "value" } });
      default:
    }
  }
  return writer.conversion.refuse(node, `the method ${name}() of the result of a statement`);
}
