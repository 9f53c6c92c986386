import type { NodeOf } from "../../../schema/elements/expression-node.js";
import type { CompileState } from "../compile-state.js";
import type { DialectParts, ExpressionWriter } from "../dialect-parts.js";
import { isBare, isBooleanOf } from "./is-constant.js";
import { isGroupedAfterNot } from "./needs-parentheses.js";

/** The operator on bits that dialects spell differently. */
export interface UnaryWords {
  bitwiseNot(operand: string): string;
}

/** Writes an operator before or after one value. */
export function writeUnary(
  { operand, operator }: NodeOf<"unary">,
  words: ExpressionWriter & UnaryWords,
  dialect: DialectParts,
  state: CompileState,
): string {
  switch (operator) {
    case "not": {
      const hasBooleans = dialect.capabilities.supportsNativeBoolean;
      const isValue = isBare(operand) || isBooleanOf(operand, ["subquery"]);
      if (isValue && !hasBooleans) return `${words.write(operand, state)} = 0`;
      if (isGroupedAfterNot(operand)) {
        const written = `(${words.write(operand, state)})`;
        return !hasBooleans && isBooleanOf(operand, ["binary"]) ? `${written} = 0` : `NOT ${written}`;
      }
      return `NOT ${words.operand(operand, "not", state)}`;
    }
    case "neg":
      return `-${words.operand(operand, "neg", state)}`;
    case "bitwiseNot":
      return words.bitwiseNot(words.operand(operand, "bitwiseNot", state));
    case "exists":
      return `EXISTS ${words.write(operand, state)}`;
    case "distinct":
      return `DISTINCT ${words.operand(operand, "distinct", state)}`;
    case "asc":
      return `${words.operand(operand, "asc", state)} ASC`;
    case "desc":
      return `${words.operand(operand, "desc", state)} DESC`;
    case "nullsFirst":
      return `${words.write(operand, state)} NULLS FIRST`;
    case "nullsLast":
      return `${words.write(operand, state)} NULLS LAST`;
  }
}
