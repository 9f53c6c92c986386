import type { MigrateOperation } from "./migrate-operation.js";
import { OpContainer } from "./op-container.js";

/**
 * The operations of a revision's `upgrade()`.
 *
 * @example
 * ```ts
 * import { ops } from "alembic-ts";
 *
 * const downgrade = new ops.UpgradeOps([new ops.RenameTableOp("a", "b")]).reverse();
 * ```
 */
export class UpgradeOps extends OpContainer {
  readonly kind = "upgradeOps";
  /** Name of the template's variable that takes the text. */
  readonly upgradeToken: string;

  constructor(ops: readonly MigrateOperation[] = [], upgradeToken = "upgrades") {
    super(ops);
    this.upgradeToken = upgradeToken;
  }

  /** Puts the reverses into an existing container and returns it. */
  reverseInto(downgradeOps: DowngradeOps): DowngradeOps {
    downgradeOps.ops = this.reversedOps();
    return downgradeOps;
  }

  override reverse(): DowngradeOps {
    return this.reverseInto(new DowngradeOps());
  }
}

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
