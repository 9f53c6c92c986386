import type { DiffTuple } from "../../operations/directives/migrate-operation.js";
import { Column } from "../../schema/column.js";
import { Constraint } from "../../schema/constraints/constraint.js";
import { FetchedValue } from "../../schema/defaults/fetched-value.js";
import { ClauseElement } from "../../schema/elements/clause-element.js";
import { Table } from "../../schema/table.js";
import { Index } from "../../schema/table-index.js";
import { TypeEngine } from "../../schema/types/type-engine.js";
import type { AutogenContext } from "../autogen-context.js";
import { printNode } from "../render/print-source.js";
import { renderColumn, renderServerDefault } from "../render/render-column.js";
import { renderConstraint } from "../render/render-constraint.js";
import { renderIndexPart } from "../render/render-expression.js";
import { renderType } from "../render/render-type.js";
import { array, callWithOptions, literal, object, raw, type SourceNode, string } from "../render/source-node.js";

function tableNode(table: Table, context: AutogenContext): SourceNode {
  const columns = table.columns.flatMap((column) => renderColumn(column, context) ?? []);
  const constraints = table.constraints.flatMap((one) => renderConstraint(one, context, table.metadata) ?? []);
  const options = table.schema === null ? [] : [["schema", string(table.schema)] as const];
  return callWithOptions("sa.Table", [string(table.name), ...columns, ...constraints], options);
}

function indexNode(index: Index, context: AutogenContext): SourceNode {
  const parts = index.expressions.map((one) => renderIndexPart(one, context));
  return callWithOptions("sa.Index", [literal(index.name), ...parts], index.unique ? [["unique", raw("true")]] : []);
}

function nodeOf(value: unknown, context: AutogenContext): SourceNode {
  if (value instanceof Column) return renderColumn(value, context) ?? string(value.name);
  if (value instanceof Table) return tableNode(value, context);
  if (value instanceof Index) return indexNode(value, context);
  if (value instanceof Constraint)
    return renderConstraint(value, context, value.table?.metadata) ?? literal(value.name);
  if (value instanceof TypeEngine) return renderType(value, context);
  if (value instanceof FetchedValue || value instanceof ClauseElement) return renderServerDefault(value, context);
  if (Array.isArray(value)) return array(value.map((one) => nodeOf(one, context)));
  if (typeof value === "object" && value !== null)
    return object(Object.entries(value).map(([key, entry]) => [key, nodeOf(entry, context)] as const));
  return literal(value ?? null);
}

/** Differences as text, one line each, with their tables, columns and constraints as a script would write them. */
export function describeDiffs(diffs: readonly DiffTuple[], context: AutogenContext): readonly string[] {
  return diffs.map((diff) => printNode(nodeOf(diff, context)));
}
