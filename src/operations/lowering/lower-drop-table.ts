import { DropTable } from "../../schema/ddl/drop-table.js";
import type { DropTableOp } from "../directives/table-ops.js";
import type { Lowered, LoweringContext } from "./lowering.js";

export function lowerDropTable(op: DropTableOp, context: LoweringContext): Lowered {
  return { nodes: [new DropTable(op.toTable(context), { ifExists: op.ifExists === true })] };
}
