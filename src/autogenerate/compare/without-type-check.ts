import { AlterColumnOp } from "../../operations/directives/alter-column-op.js";
import { AddColumnOp } from "../../operations/directives/column-ops.js";
import type { MigrateOperation } from "../../operations/directives/migrate-operation.js";
import { BooleanType } from "../../schema/types/boolean-type.js";
import { EnumType } from "../../schema/types/enum-type.js";
import { toType } from "../../schema/types/type-engine.js";

/** Whether an operation gives a column a type: the new one of a column that is there, or that of a new column. */
export function givesType(op: MigrateOperation, column: string): op is AddColumnOp | AlterColumnOp {
  if (op instanceof AddColumnOp) return op.column.name === column;
  return op instanceof AlterColumnOp && op.columnName === column && op.modifyType !== null;
}

/** The operation with a type that brings no CHECK along, because the CHECK is an operation of its own. */
export function withoutTypeCheck(op: AddColumnOp | AlterColumnOp): AddColumnOp | AlterColumnOp {
  const given = op instanceof AddColumnOp ? op.column.type : op.modifyType;
  const type = given === null ? null : toType(given);
  if (!(type instanceof BooleanType || type instanceof EnumType)) return op;
  const plain = Object.assign(type.copy(), { createConstraint: false });
  const changes = op instanceof AddColumnOp ? { column: op.column.copy({ type: plain }) } : { modifyType: plain };
  return Object.assign(Object.create(Object.getPrototypeOf(op)), op, changes) as AddColumnOp | AlterColumnOp;
}
