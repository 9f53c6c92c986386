import type { ExpressionNode } from "../../../schema/elements/expression-node.js";
import type { CompileState } from "../compile-state.js";
import type { ExpressionWriter } from "../dialect-parts.js";
import { isConstant } from "./is-constant.js";
import { operatorOf } from "./needs-parentheses.js";

/**
 * Writes `CASE … END`. A condition that is an operation is in parentheses, as SQLAlchemy writes it. A boolean column alone
 * is a condition as it is, although elsewhere a database without booleans compares it with 1.
 */
export function writeCase(
  node: Extract<ExpressionNode, { readonly kind: "case" }>,
  expressions: ExpressionWriter,
  state: CompileState,
): string {
  const value = node.value === null ? "" : `${expressions.write(node.value, state)} `;
  const whens = node.whens.map(({ when, result }) => {
    const isColumn = when.kind === "column" || when.kind === "schemaColumn";
    const isCondition = node.value === null && !isConstant(when) && !isColumn;
    const written = isCondition ? expressions.condition(when, state) : expressions.write(when, state);
    const condition = operatorOf(when) === undefined ? written : `(${written})`;
    return `WHEN ${condition} THEN ${expressions.write(result, state)} `;
  });
  const otherwise = node.otherwise === null ? "" : `ELSE ${expressions.write(node.otherwise, state)} `;
  return `CASE ${value}${whens.join("")}${otherwise}END`;
}
