import type { MigrateOperation } from "./migrate-operation.js";
import { OpContainer } from "./op-container.js";
import { UpgradeOps } from "./upgrade-ops.js";

/**
 * The operations of a revision's `downgrade()`.
 *
 * @example
 * ```ts
 * import { ops } from "alembic-ts";
 *
 * const upgrade = new ops.DowngradeOps([new ops.RenameTableOp("b", "a")]).reverse();
 * ```
 */
export class DowngradeOps extends OpContainer {
  readonly kind = "downgradeOps";
  /** Name of the template's variable that takes the text. */
  readonly downgradeToken: string;

  constructor(ops: readonly MigrateOperation[] = [], downgradeToken = "downgrades") {
    super(ops);
    this.downgradeToken = downgradeToken;
  }

  override reverse(): UpgradeOps {
    return new UpgradeOps(this.reversedOps());
  }
}
