import type { ExecuteSQLOp } from "../../operations/directives/execute-sql-op.js";
import type { RenameTableOp } from "../../operations/directives/rename-table-op.js";
import type { CreateTableCommentOp, DropTableCommentOp } from "../../operations/directives/table-comment-ops.js";
import type { CreateTableOp, DropTableOp } from "../../operations/directives/table-ops.js";
import { tableDialectKeys } from "../../schema/keywords/table-dialect-options.js";
import type { AutogenContext } from "../autogen-context.js";
import { directive, schemaEntry, tableArgument } from "./prefixes.js";
import { printNode } from "./print-source.js";
import { renderColumn } from "./render-column.js";
import { renderConstraint } from "./render-constraint.js";
import { renderDialectEntries } from "./render-expression.js";
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
    ...renderDialectEntries(op.kw, tableDialectKeys, context).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ...(op.prefixes.length === 0 ? [] : [["prefixes", array(op.prefixes.map(string))] as const]),
    ...(op.ifNotExists === null ? [] : [["ifNotExists", literal(op.ifNotExists)] as const]),
  ];
  return directive(context, "createTable", [string(op.tableName), ...columns, ...constraints], entries);
}

/** `op.dropTable(…)`. */
export function renderDropTable(op: DropTableOp, context: AutogenContext): SourceNode {
  const ifExists = op.ifExists === null ? [] : [["ifExists", literal(op.ifExists)] as const];
  return directive(context, "dropTable", [string(op.tableName)], [...schemaEntry(context, op.schema), ...ifExists]);
}

/** `op.renameTable(…)`. */
export function renderRenameTable(op: RenameTableOp, context: AutogenContext): SourceNode {
  const names = [string(op.tableName), string(op.newTableName)];
  return directive(context, "renameTable", names, schemaEntry(context, op.schema));
}

/** `op.createTableComment(…)`. */
export function renderCreateTableComment(op: CreateTableCommentOp, context: AutogenContext): SourceNode {
  return directive(
    context,
    "createTableComment",
    [...tableArgument(context, op.tableName), literal(op.comment)],
    [["existingComment", literal(op.existingComment)], ...schemaEntry(context, op.schema)],
  );
}

/** `op.dropTableComment(…)`. */
export function renderDropTableComment(op: DropTableCommentOp, context: AutogenContext): SourceNode {
  const entries = [["existingComment", literal(op.existingComment)] as const, ...schemaEntry(context, op.schema)];
  return directive(context, "dropTableComment", tableArgument(context, op.tableName), entries);
}

/**
 * `op.execute(…)`.
 *
 * @throws {Error} when it executes more than a string.
 */
export function renderExecute(op: ExecuteSQLOp, context: AutogenContext): SourceNode {
  if (typeof op.sqltext !== "string")
    throw new Error(
      "Autogenerate rendering of SQL Expression language constructs not supported here; please use a plain SQL string",
    );
  return directive(context, "execute", [string(op.sqltext)]);
}
