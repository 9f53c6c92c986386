import type { Executable } from "../../schema/elements/clause-element.js";
import { IrreversibleError } from "./irreversible-error.js";
import { type DiffTuple, MigrateOperation } from "./migrate-operation.js";

/**
 * Executes a statement of SQL.
 *
 * @example
 * ```ts
 * import { ops } from "alembic-ts";
 *
 * const operation = new ops.ExecuteSQLOp("UPDATE account SET active = 1");
 * ```
 */
export class ExecuteSQLOp extends MigrateOperation {
  readonly kind = "execute";
  readonly sqltext: string | Executable;
  /** What undoes it; `undefined` where nobody said so. */
  readonly reverseSql: string | Executable | undefined;

  constructor(sqltext: string | Executable, options: { readonly reverse?: string | Executable } = {}) {
    super();
    this.sqltext = sqltext;
    this.reverseSql = options.reverse;
  }

  /** @throws {@link IrreversibleError} where nobody said what undoes it. */
  override reverse(): ExecuteSQLOp {
    if (this.reverseSql === undefined) throw new IrreversibleError(this.kind, "sql");
    return new ExecuteSQLOp(this.reverseSql, { reverse: this.sqltext });
  }

  override toDiffTuple(): DiffTuple {
    return ["execute", this.sqltext];
  }
}
