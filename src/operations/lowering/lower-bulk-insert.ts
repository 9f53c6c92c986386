import { isOptions } from "../../schema/split-options.js";
import type { BulkInsertOp } from "../directives/bulk-insert-op.js";
import { BulkRows } from "./bulk-rows.js";
import type { Lowered } from "./lowering.js";

/** @throws {TypeError} when the rows are no list of objects. */
export function lowerBulkInsert(op: BulkInsertOp): Lowered {
  if (!Array.isArray(op.rows)) throw new TypeError("List expected");
  const [first] = op.rows;
  if (first !== undefined && !isOptions(first)) throw new TypeError("List of dictionaries expected");
  return { nodes: [new BulkRows(op.table, op.rows, op.multiinsert)] };
}
