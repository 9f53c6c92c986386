import { RenameTable } from "../../schema/ddl/rename-table.js";
import type { RenameTableOp } from "../directives/rename-table-op.js";
import type { Lowered } from "./lowering.js";

export function lowerRenameTable(op: RenameTableOp): Lowered {
  return { nodes: [new RenameTable(op.tableName, op.newTableName, { schema: op.schema })] };
}
