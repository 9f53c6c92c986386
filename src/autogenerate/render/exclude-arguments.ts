import type { ExcludeElement } from "../../schema/constraints/exclude-constraint.js";
import type { AutogenContext } from "../autogen-context.js";
import { renderIndexPart } from "./render-expression.js";
import { array, type SourceNode, string } from "./source-node.js";

/** The pairs of expression and operator of an exclude constraint. */
export function excludeArguments(elements: readonly ExcludeElement[], context: AutogenContext): readonly SourceNode[] {
  return elements.map(([expression, operator]) => array([renderIndexPart(expression, context), string(operator)]));
}
