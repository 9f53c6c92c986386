import { TextClause } from "../../schema/elements/text-clause.js";
import type { ExecuteSQLOp } from "../directives/execute-sql-op.js";
import type { Lowered } from "./lowering.js";

export function lowerExecute(op: ExecuteSQLOp): Lowered {
  return { nodes: [typeof op.sqltext === "string" ? new TextClause(op.sqltext) : op.sqltext] };
}
