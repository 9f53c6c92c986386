import type { ExecuteSQLOp } from "../../operations/directives/execute-sql-op.js";
import type { RenameTableOp } from "../../operations/directives/rename-table-op.js";
import type { CreateTableCommentOp, DropTableCommentOp } from "../../operations/directives/table-comment-ops.js";
import type { DropTableOp } from "../../operations/directives/table-ops.js";
import type { AutogenContext } from "../autogen-context.js";
import { directive, schemaEntry, tableArgument } from "./prefixes.js";
import { literal, type SourceNode, string } from "./source-node.js";

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
