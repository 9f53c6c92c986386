import type { Expression } from "../../python/syntax/syntax-node.js";
import { joinKinds, unknown } from "../kind.js";
import { group, type Layout } from "../layout.js";
import { level, paren, primary, type Written } from "./conversion.js";
import type { ExpressionWriter } from "./expression-writer.js";

/** Writes a call of a function of the revision. Keywords become positional; `op` is passed if the function uses it. */
export function writeUserCall(
  writer: ExpressionWriter,
  node: Expression & { readonly kind: "Call" },
  name: string,
): Written {
  const { conversion } = writer;
  const target = conversion.functions.get(name);
  if (target === undefined) return conversion.refuse(node, `the call of ${name}(), which is defined inside a function`);
  const { args } = target.node;
  const parameters = [...args.posonlyargs, ...args.args, ...args.kwonlyargs].map(({ arg }) => arg);
  const values: (Written | undefined)[] = [];
  const note = (at: number, value: Written): void => {
    values[at] = value;
    if (value.kind.k !== "unknown") target.parameters[at] = joinKinds(target.parameters[at], value.kind);
  };
  for (const [at, one] of node.args.entries()) {
    if (one.kind === "Starred" || at >= parameters.length)
      return conversion.refuse(one, `the arguments of ${conversion.source(node)}`);
    note(at, writer.write(one));
  }
  for (const { arg, value } of node.keywords) {
    const at = arg === null ? -1 : parameters.indexOf(arg);
    if (at < 0) return conversion.refuse(value, `the arguments of ${conversion.source(node)}`);
    note(at, writer.write(value));
  }
  const layouts: Layout[] = Array.from(values, (one) =>
    one === undefined ? "undefined" : paren(one, level.conditional),
  );
  if (target.usesOp) layouts.unshift(conversion.useOp());
  const call: Layout = [conversion.nameOf(name), group("(", ")", layouts, { mayHug: true })];
  const kind = target.returns ?? unknown;
  if (!target.isAsync) return primary(call, kind);
  return { layout: conversion.awaited(call, node), kind, level: level.unary };
}
