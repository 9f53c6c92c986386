import { DropConstraintOp } from "../operations/directives/constraint-ops.js";
import { ModifyTableOps } from "../operations/directives/modify-table-ops.js";
import { DropTableOp } from "../operations/directives/table-ops.js";
import type { UpgradeOps } from "../operations/directives/upgrade-ops.js";
import { ForeignKeyConstraint } from "../schema/constraints/foreign-key-constraint.js";

/**
 * Moves the drops of foreign keys to a table that is dropped too to the beginning: servers refuse to drop a table that
 * another one refers to. Alembic's order drops the table first, which only SQLite accepts.
 */
export function dropForeignKeysFirst(upgradeOps: UpgradeOps): void {
  const dropped = new Set(
    upgradeOps.ops.flatMap((op) =>
      op instanceof DropTableOp ? [op.schema ? `${op.schema}.${op.tableName}` : op.tableName] : [],
    ),
  );
  if (dropped.size === 0) return;
  const first: ModifyTableOps[] = [];
  const rest = upgradeOps.ops.flatMap((op) => {
    if (!(op instanceof ModifyTableOps)) return [op];
    const keys = op.ops.filter((one) => one instanceof DropConstraintOp && dropped.has(targetOf(one)));
    if (keys.length === 0) return [op];
    first.push(new ModifyTableOps(op.tableName, keys, { schema: op.schema }));
    const others = op.ops.filter((one) => !keys.includes(one));
    return others.length === 0 ? [] : [new ModifyTableOps(op.tableName, others, { schema: op.schema })];
  });
  if (first.length > 0) upgradeOps.ops.splice(0, upgradeOps.ops.length, ...first, ...rest);
}

/** The table that a dropped foreign key refers to; empty for other constraints. */
function targetOf(op: DropConstraintOp): string {
  if (op.constraintType !== "foreignkey") return "";
  const constraint = op.toConstraint();
  const target = constraint instanceof ForeignKeyConstraint ? (constraint.elements[0]?.targetFullname ?? "") : "";
  return target.slice(0, target.lastIndexOf("."));
}
