import { CreateIndex } from "../../schema/ddl/create-index.js";
import { DropIndex } from "../../schema/ddl/drop-index.js";
import type { CreateIndexOp, DropIndexOp } from "../directives/index-ops.js";
import type { Lowered, LoweringContext } from "./lowering.js";

/** Both directives on indexes. */
export function lowerIndex(op: CreateIndexOp | DropIndexOp, context: LoweringContext): Lowered {
  const index = op.toIndex(context);
  return {
    nodes: [
      op.kind === "createIndex"
        ? new CreateIndex(index, { ifNotExists: op.ifNotExists === true })
        : new DropIndex(index, { ifExists: op.ifExists === true }),
    ],
  };
}
