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
  /** The statement that undoes it; `undefined` if none was given. */
  readonly reverseSql: string | Executable | undefined;

  constructor(sqltext: string | Executable, options: { readonly reverse?: string | Executable } = {}) {
    super();
    this.sqltext = sqltext;
    this.reverseSql = options.reverse;
  }

  /** @throws {@link IrreversibleError} if no statement was given that undoes it. */
  override reverse(): ExecuteSQLOp {
    if (this.reverseSql === undefined) throw new IrreversibleError(this.kind, "sql");
    return new ExecuteSQLOp(this.reverseSql, { reverse: this.sqltext });
  }

  override toDiffTuple(): DiffTuple {
    return ["execute", this.sqltext];
  }
}
