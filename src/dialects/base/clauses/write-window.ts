import type { ClauseElement } from "../../../schema/elements/clause-element.js";
import { literal } from "../../../schema/elements/clauses.js";
import type { NodeOf } from "../../../schema/elements/expression-node.js";
import type { CompileState } from "../compile-state.js";
import type { ExpressionWriter } from "../dialect-parts.js";

/** Writes what is in the parentheses of OVER. */
export function writeWindow(
  { partitionBy, orderBy, frame }: NodeOf<"over">,
  expressions: ExpressionWriter,
  state: CompileState,
): string {
  const list = (clauses: readonly ClauseElement[]): string =>
    clauses.map((one) => expressions.operand(one, "comma", state)).join(", ");
  const bound = (at: number | null, isStart: boolean): string => {
    if (at === null) return isStart ? "UNBOUNDED PRECEDING" : "UNBOUNDED FOLLOWING";
    if (at === 0) return "CURRENT ROW";
    return `${expressions.write(literal(Math.abs(at)), state)} ${at < 0 ? "PRECEDING" : "FOLLOWING"}`;
  };
  const parts = [
    ...(partitionBy.length === 0 ? [] : [`PARTITION BY ${list(partitionBy)}`]),
    ...(orderBy.length === 0 ? [] : [`ORDER BY ${list(orderBy)}`]),
    ...(frame === null
      ? []
      : [`${frame.unit.toUpperCase()} BETWEEN ${bound(frame.from, true)} AND ${bound(frame.to, false)}`]),
  ];
  return parts.join(" ");
}
