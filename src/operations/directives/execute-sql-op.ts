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

  constructor(sqltext: string | Executable) {
    super();
    this.sqltext = sqltext;
  }

  /** @throws {@link IrreversibleError} always, because the SQL that undoes a statement is not known. */
  override reverse(): never {
    throw new IrreversibleError(this.kind, "sql");
  }

  override toDiffTuple(): DiffTuple {
    return ["execute", this.sqltext];
  }
}
