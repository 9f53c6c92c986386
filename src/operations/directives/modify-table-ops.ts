import type { MigrateOperation } from "./migrate-operation.js";
import { OpContainer } from "./op-container.js";

/**
 * Operations on one table, which autogenerate may write as a batch.
 *
 * @example
 * ```ts
 * import { ops } from "alembic-ts";
 *
 * const operation = new ops.ModifyTableOps("account", [new ops.DropColumnOp("account", "email")]);
 * ```
 */
export class ModifyTableOps extends OpContainer {
  readonly kind = "modifyTable";
  readonly tableName: string;
  readonly schema: string | null;

  constructor(
    tableName: string,
    ops: readonly MigrateOperation[],
    options: { readonly schema?: string | null | undefined } = {},
  ) {
    super(ops);
    this.tableName = tableName;
    this.schema = options.schema ?? null;
  }

  override reverse(): ModifyTableOps {
    return new ModifyTableOps(this.tableName, this.reversedOps(), { schema: this.schema });
  }
}
