import type { Table } from "../schema/table.js";
import type { CustomOperation } from "./custom-operation.js";
import type { MigrateOperation } from "./directives/migrate-operation.js";
import type { CreateTableOp } from "./directives/table-ops.js";

/** What `op.invoke()` gives for an operation: the table for a `CreateTableOp`, for a custom one what it returns. */
export type ResultOf<Operation extends MigrateOperation> = Operation extends CreateTableOp
  ? Table
  : Operation extends CustomOperation<infer Outcome>
    ? Outcome
    : // biome-ignore lint/suspicious/noConfusingVoidType: it is what the promise of a call holds
      void;
