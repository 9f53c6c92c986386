import { isOptions } from "../../schema/arguments/split-options.js";
import { TextClause } from "../../schema/elements/text-clause.js";
import type { BulkInsertOp } from "../directives/bulk-insert-op.js";
import type { ExecuteSQLOp } from "../directives/execute-sql-op.js";
import type { MigrateOperation } from "../directives/migrate-operation.js";
import type { BuiltInDirective, DirectiveKind, DirectivesByKind } from "./directives-by-kind.js";
import { lowerAddColumn, lowerAlterColumn, lowerDropColumn } from "./lower-column.js";
import { lowerConstraint, lowerDropConstraint, lowerIndex } from "./lower-constraint.js";
import { lowerCreateTable, lowerDropTable, lowerRenameTable, lowerTableComment } from "./lower-table.js";
import { BulkRows } from "./lowered-node.js";
import type { Lowered, Lowering, LoweringContext } from "./lowering.js";

/** How each kind of directive becomes statements. */
export const loweringTable: { readonly [Kind in DirectiveKind]: Lowering<DirectivesByKind[Kind]> } = {
  createTable: lowerCreateTable,
  dropTable: lowerDropTable,
  renameTable: lowerRenameTable,
  createTableComment: lowerTableComment,
  dropTableComment: lowerTableComment,
  addColumn: lowerAddColumn,
  alterColumn: lowerAlterColumn,
  dropColumn: lowerDropColumn,
  createPrimaryKey: lowerConstraint,
  createUniqueConstraint: lowerConstraint,
  createForeignKey: lowerConstraint,
  createCheckConstraint: lowerConstraint,
  createExcludeConstraint: lowerConstraint,
  dropConstraint: lowerDropConstraint,
  createIndex: lowerIndex,
  dropIndex: lowerIndex,
  execute: lowerExecute,
  bulkInsert: lowerBulkInsert,
};

/** Lowers a directive to statements; returns `undefined` for a directive that is not built in. */
export function lower(directive: MigrateOperation, context: LoweringContext): Lowered | undefined {
  return isBuiltIn(directive) ? lowerBuiltIn(directive, context) : undefined;
}

function isBuiltIn(directive: MigrateOperation): directive is BuiltInDirective {
  return Object.hasOwn(loweringTable, directive.kind);
}

function lowerBuiltIn<Kind extends DirectiveKind>(
  directive: DirectivesByKind[Kind] & { readonly kind: Kind },
  context: LoweringContext,
): Lowered {
  return loweringTable[directive.kind](directive, context);
}

export function lowerExecute(op: ExecuteSQLOp): Lowered {
  return { nodes: [typeof op.sqltext === "string" ? new TextClause(op.sqltext) : op.sqltext] };
}

/** @throws {TypeError} when the rows are not a list of objects. */
export function lowerBulkInsert(op: BulkInsertOp): Lowered {
  if (!Array.isArray(op.rows)) throw new TypeError("List expected");
  const [first] = op.rows;
  if (first !== undefined && !isOptions(first)) throw new TypeError("List of objects expected");
  return { nodes: [new BulkRows(op.table, op.rows, op.multiinsert)] };
}
