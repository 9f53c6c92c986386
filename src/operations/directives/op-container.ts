import { type DiffTuple, MigrateOperation } from "./migrate-operation.js";

/** Operations in order. The list may be changed, which is how `processRevisionDirectives` changes a revision. */
export abstract class OpContainer extends MigrateOperation {
  ops: MigrateOperation[];

  constructor(ops: readonly MigrateOperation[] = []) {
    super();
    this.ops = [...ops];
  }

  /** Whether it has no operations. */
  isEmpty(): boolean {
    return this.ops.length === 0;
  }

  /** What autogenerate found, one entry for each operation, those of nested containers included. */
  asDiffs(): DiffTuple[] {
    return this.ops.flatMap((op) => (op instanceof OpContainer ? op.asDiffs() : [op.toDiffTuple()]));
  }

  /** The reverses of the operations, last one first. */
  protected reversedOps(): MigrateOperation[] {
    return this.ops.map((op) => op.reverse()).reverse();
  }
}
