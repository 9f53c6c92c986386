import type { Expression } from "../../python/syntax/syntax-node.js";
import type { Conversion, Written } from "./conversion.js";

/** Writes expressions. The modules for single kinds of expressions call it for the parts of an expression. */
export interface ExpressionWriter {
  readonly conversion: Conversion;
  write(node: Expression): Written;
  /** Writes an expression as a condition that is true in TypeScript whenever it is true in Python. */
  condition(node: Expression, negated?: boolean): Written;
}
