import type { AbstractOperations } from "./abstract-operations.js";
import { IrreversibleError } from "./directives/irreversible-error.js";
import { MigrateOperation } from "./directives/migrate-operation.js";

/**
 * A custom operation: data like the others, with a method that carries it out. `op.invoke()` takes it as it is;
 * `Operations.register()` makes it a method of `op`.
 *
 * @example
 * ```ts
 * import { type AbstractOperations, CustomOperation, Operations } from "alembic-ts";
 *
 * class CreateViewOp extends CustomOperation<void> {
 *   readonly kind = "createView";
 *
 *   readonly name: string;
 *   readonly query: string;
 *
 *   constructor(name: string, query: string) {
 *     super();
 *     this.name = name;
 *     this.query = query;
 *   }
 *
 *   async run(op: AbstractOperations): Promise<void> {
 *     await op.execute(`CREATE VIEW ${this.name} AS ${this.query}`);
 *   }
 *
 *   override reverse(): DropViewOp {
 *     return new DropViewOp(this.name);
 *   }
 * }
 *
 * class DropViewOp extends CustomOperation<void> {
 *   readonly kind = "dropView";
 *   readonly name: string;
 *
 *   constructor(name: string) {
 *     super();
 *     this.name = name;
 *   }
 *
 *   async run(op: AbstractOperations): Promise<void> {
 *     await op.execute(`DROP VIEW ${this.name}`);
 *   }
 * }
 *
 * export const ViewOperations = Operations.register("createView", CreateViewOp).register("dropView", DropViewOp);
 * ```
 */
export abstract class CustomOperation<Outcome = void> extends MigrateOperation {
  /** Carries the operation out. Calls on `op` run at once, in the operation's place among the others. */
  abstract run(op: AbstractOperations): Promise<Outcome> | Outcome;

  /**
   * The operation that undoes this one, if the class defines it.
   *
   * @throws {@link IrreversibleError} otherwise.
   */
  override reverse(): MigrateOperation {
    throw new IrreversibleError(this.kind, "notDefined");
  }
}
