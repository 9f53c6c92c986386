import { Column } from "../../schema/column.js";
import { ClauseElement } from "../../schema/elements/clause-element.js";
import type { AutogenContext } from "../autogen-context.js";
import { sqlOf } from "../sql-of.js";
import { renderText } from "./render-expression.js";
import { array, literal, type ObjectNode, type SourceNode, string } from "./source-node.js";

function optionValue(value: unknown, context: AutogenContext): SourceNode {
  if (value instanceof Column) return string(value.name);
  if (value instanceof ClauseElement) return renderText(sqlOf(context.dialect, value), context);
  if (Array.isArray(value)) return array(value.map((one) => optionValue(one, context)));
  return literal(value);
}

/** The keywords of single dialects, such as `sqliteWhere: sa.text("…")`. */
export function dialectEntries(options: object, context: AutogenContext): ObjectNode["entries"] {
  return Object.entries(options).map(([key, value]) => [key, optionValue(value, context)] as const);
}
