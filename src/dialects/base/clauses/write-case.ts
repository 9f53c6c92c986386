import type { NodeOf } from "../../../schema/elements/expression-node.js";
import type { CompileState } from "../compile-state.js";
import type { ExpressionWriter } from "../dialect-parts.js";
import { isConstant } from "./is-constant.js";
import { operatorOf } from "./needs-parentheses.js";

/**
 * Writes `CASE … END`. A condition that is an operation is in parentheses, as SQLAlchemy writes it. A boolean column alone
 * is a condition as it is, although elsewhere a database without booleans compares it with 1.
 */
export function writeCase(
  { value, whens, otherwise }: NodeOf<"case">,
  expressions: ExpressionWriter,
  state: CompileState,
): string {
  const compared = value === null ? "" : `${expressions.write(value, state)} `;
  const branches = whens.map(({ when, result }) => {
    const isColumn = when.kind === "column" || when.kind === "schemaColumn";
    const isCondition = value === null && !isConstant(when) && !isColumn;
    const written = isCondition ? expressions.condition(when, state) : expressions.write(when, state);
    const condition = operatorOf(when) === undefined ? written : `(${written})`;
    return `WHEN ${condition} THEN ${expressions.write(result, state)} `;
  });
  const last = otherwise === null ? "" : `ELSE ${expressions.write(otherwise, state)} `;
  return `CASE ${compared}${branches.join("")}${last}END`;
}
