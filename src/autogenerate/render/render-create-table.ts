import type { CreateTableOp } from "../../operations/directives/table-ops.js";
import type { AutogenContext } from "../autogen-context.js";
import { dialectEntries } from "./dialect-entries.js";
import { directive } from "./prefixes.js";
import { printNode } from "./print-source.js";
import { renderColumn } from "./render-column.js";
import { renderConstraint } from "./render-constraint.js";
import { array, literal, type ObjectNode, type SourceNode, string } from "./source-node.js";

/**
 * `op.createTable(…)`: columns in order, then the constraints in the order of their text, those that the models write
 * inside a column among them.
 */
export function renderCreateTable(op: CreateTableOp, context: AutogenContext): SourceNode {
  const table = op.toTable();
  const columns = table.columns.flatMap((column) => renderColumn(column, context) ?? []);
  const constraints = [...table.constraints, ...table.columns.flatMap((column) => column.constraints)]
    .flatMap((constraint) => renderConstraint(constraint, context, op.namespaceMetadata) ?? [])
    .map((node) => [printNode(node), node] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, node]) => node);
  const entries: ObjectNode["entries"] = [
    ...(op.schema === null ? [] : [["schema", string(op.schema)] as const]),
    ...(table.comment === null ? [] : [["comment", string(table.comment)] as const]),
    ...(Object.keys(table.info).length === 0 ? [] : [["info", literal(table.info)] as const]),
    ...dialectEntries(op.kw, context).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ...(op.prefixes.length === 0 ? [] : [["prefixes", array(op.prefixes.map(string))] as const]),
    ...(op.ifNotExists === null ? [] : [["ifNotExists", literal(op.ifNotExists)] as const]),
  ];
  return directive(context, "createTable", [string(op.tableName), ...columns, ...constraints], entries);
}
