import { escapeColons } from "../../dialects/literal-text.js";
import type { OptionKeys } from "../../schema/arguments/option-keys.js";
import { Column } from "../../schema/column.js";
import { ClauseElement } from "../../schema/elements/clause-element.js";
import type { OtherDialectOptions } from "../../schema/keywords/other-dialect-options.js";
import { dialectArguments } from "../../schema/schema-item.js";
import type { AutogenContext } from "../autogen-context.js";
import { sqlOf } from "../sql-of.js";
import { prefixes } from "./prefixes.js";
import { array, call, literal, type ObjectNode, object, type SourceNode, string } from "./source-node.js";

/** A condition as the string that a CHECK or a generated column takes. */
export function renderCondition(clause: string | ClauseElement, context: AutogenContext): SourceNode {
  return string(typeof clause === "string" ? clause : escapeColons(sqlOf(context.dialect, clause)));
}

/** SQL as `sa.text("…")`. */
export function renderText(sql: string, context: AutogenContext): SourceNode {
  return call(prefixes.sa(context, "text"), string(escapeColons(sql)));
}

/** A part of an index: a column by its name, anything else as `sa.literalColumn("…")`. */
export function renderIndexPart(part: string | ClauseElement, context: AutogenContext): SourceNode {
  if (typeof part === "string") return string(part);
  if (part instanceof Column) return string(part.name);
  return call(prefixes.sa(context, "literalColumn"), string(sqlOf(context.dialect, part)));
}

function optionValue(value: unknown, context: AutogenContext): SourceNode {
  if (value instanceof Column) return string(value.name);
  if (value instanceof ClauseElement) return renderText(sqlOf(context.dialect, value), context);
  if (Array.isArray(value)) return array(value.map((one) => optionValue(one, context)));
  return literal(value);
}

/**
 * The keywords of single dialects, such as `sqliteWhere: sa.text("…")`; those that the call does not name, under
 * `dialectOptions`.
 */
export function renderDialectEntries<Options extends OtherDialectOptions>(
  options: OtherDialectOptions,
  named: OptionKeys<keyof Options & string>,
  context: AutogenContext,
): ObjectNode["entries"] {
  const { dialectOptions, ...own } = dialectArguments<Options>(options, named);
  const written = (given: object): ObjectNode["entries"] =>
    Object.entries(given).map(([key, value]) => [key, optionValue(value, context)] as const);
  if (dialectOptions === undefined) return written(own);
  return [...written(own), ["dialectOptions", object(written(dialectOptions))]];
}
