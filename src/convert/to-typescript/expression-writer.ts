import type { Expression } from "../../python/syntax/syntax-node.js";
import type { Conversion, Written } from "./conversion.js";

/** Writes expressions; the parts that know one kind of expression each get the others through it. */
export interface ExpressionWriter {
  readonly conversion: Conversion;
  write(node: Expression): Written;
  /** A condition: what Python takes for true is true. */
  condition(node: Expression, negated?: boolean): Written;
}
