import { AlterColumnOp } from "../../operations/directives/alter-column-op.js";
import { AddColumnOp } from "../../operations/directives/column-ops.js";
import { ExecuteSQLOp } from "../../operations/directives/execute-sql-op.js";
import { CreateIndexOp, DropIndexOp } from "../../operations/directives/index-ops.js";
import type { MigrateOperation } from "../../operations/directives/migrate-operation.js";
import type { ModifyTableOps } from "../../operations/directives/modify-table-ops.js";
import { RenameTableOp } from "../../operations/directives/rename-table-op.js";
import { Computed } from "../../schema/defaults/computed.js";
import { DefaultClause } from "../../schema/defaults/default-clause.js";
import type { AutogenContext } from "../autogen-context.js";
import { sqlOf } from "../sql-of.js";

/** Whether ADD COLUMN can add a column: existing rows get a constant, and the column is in no key. */
function canAddColumn({ column }: AddColumnOp, context: AutogenContext): boolean {
  const { serverDefault } = column;
  if (column.primaryKey || (serverDefault instanceof Computed && serverDefault.persisted === true)) return false;
  if (!(serverDefault instanceof DefaultClause)) return column.nullable || serverDefault instanceof Computed;
  if (typeof serverDefault.arg === "string") return true;
  // An expression that needs parentheses after DEFAULT is not a constant.
  const sql = sqlOf(context.dialect, serverDefault.arg);
  return context.hooks.wrapDefault(sql) === sql && !/^\(|^current_|^null$/i.test(sql);
}

function canRunAlone(op: MigrateOperation, context: AutogenContext): boolean {
  if (op instanceof AddColumnOp) return canAddColumn(op, context);
  if (op instanceof AlterColumnOp) return op.modifyName !== null && !op.hasChanges();
  return [CreateIndexOp, DropIndexOp, RenameTableOp, ExecuteSQLOp].some((kind) => op instanceof kind);
}

/**
 * Whether a table's operations are rendered as a batch: `renderAsBatch` decides, or else whether the database can
 * execute each of them without one.
 *
 */
export function needsBatch(op: ModifyTableOps, context: AutogenContext): boolean {
  if (context.opts.renderAsBatch !== undefined) return context.opts.renderAsBatch;
  return !context.dialect.capabilities.supportsAlter && !op.ops.every((one) => canRunAlone(one, context));
}
