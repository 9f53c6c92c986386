import { optionKeys } from "../../schema/arguments/option-keys.js";
import type { TableClause } from "../../schema/table-clause.js";
import { IrreversibleError } from "./irreversible-error.js";
import { MigrateOperation } from "./migrate-operation.js";

/** A row for `op.bulkInsert()`: values by column name. */
export type BulkRow = Readonly<Record<string, unknown>>;

/** Options of `op.bulkInsert()`. */
export interface BulkInsertOptions {
  /**
   * `false` sends one INSERT for each row, which values of `op.inlineLiteral()` need; by default many rows are sent at
   * once.
   */
  readonly multiinsert?: boolean | undefined;
}

/** The names of {@link BulkInsertOptions}. */
export const bulkInsertOptionKeys = optionKeys<BulkInsertOptions>({ multiinsert: true });

/**
 * Inserts rows into a table.
 *
 * @example
 * ```ts
 * import { ops, sa } from "alembic-ts";
 *
 * const account = sa.table("account", sa.column("name", sa.String()));
 * const operation = new ops.BulkInsertOp(account, [{ name: "Ada" }, { name: "Grace" }]);
 * ```
 */
export class BulkInsertOp extends MigrateOperation {
  readonly kind = "bulkInsert";
  readonly table: TableClause;
  readonly rows: readonly BulkRow[];
  readonly multiinsert: boolean;

  constructor(table: TableClause, rows: readonly BulkRow[], options: BulkInsertOptions = {}) {
    super();
    this.table = table;
    this.rows = Array.isArray(rows) ? [...rows] : rows;
    this.multiinsert = options.multiinsert ?? true;
  }

  /** @throws {@link IrreversibleError} always, because the inserted rows cannot be distinguished from existing ones. */
  override reverse(): never {
    throw new IrreversibleError(this.kind, "data");
  }
}
