import { DropColumn } from "../../schema/ddl/drop-column.js";
import type { DropColumnOp } from "../directives/column-ops.js";
import type { Lowered } from "./lowering.js";

export function lowerDropColumn(op: DropColumnOp): Lowered {
  return {
    nodes: [
      new DropColumn(op.tableName, op.columnName, { ...op.kw, schema: op.schema, ifExists: op.ifExists === true }),
    ],
  };
}
