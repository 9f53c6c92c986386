import { IrreversibleError } from "./irreversible-error.js";
import { MigrateOperation } from "./migrate-operation.js";
import type { DowngradeOps, UpgradeOps } from "./upgrade-ops.js";

/** Options of {@link MigrationScript}. */
export interface MigrationScriptOptions {
  readonly message?: string | null | undefined;
  /** Import lines that the script needs. */
  readonly imports?: Iterable<string> | undefined;
  readonly head?: string | readonly string[] | null | undefined;
  readonly splice?: boolean | null | undefined;
  readonly branchLabel?: string | readonly string[] | null | undefined;
  readonly versionPath?: string | null | undefined;
  readonly dependsOn?: string | readonly string[] | null | undefined;
}

/**
 * A new revision before it is written, as `processRevisionDirectives` gets it. Everything in it may be changed.
 *
 * @example
 * ```ts
 * import { ops } from "alembic-ts";
 *
 * const script = new ops.MigrationScript("ab12", new ops.UpgradeOps(), new ops.DowngradeOps(), { message: "empty" });
 * ```
 */
export class MigrationScript extends MigrateOperation {
  readonly kind = "migrationScript";
  revId: string | null;
  message: string | null;
  imports: Set<string>;
  head: string | readonly string[] | null;
  splice: boolean | null;
  branchLabel: string | readonly string[] | null;
  versionPath: string | null;
  dependsOn: string | readonly string[] | null;
  #upgradeOps: UpgradeOps[];
  #downgradeOps: DowngradeOps[];

  constructor(
    revId: string | null,
    upgradeOps: UpgradeOps | readonly UpgradeOps[],
    downgradeOps: DowngradeOps | readonly DowngradeOps[],
    options: MigrationScriptOptions = {},
  ) {
    super();
    this.revId = revId;
    this.message = options.message ?? null;
    this.imports = new Set(options.imports ?? []);
    this.head = options.head ?? null;
    this.splice = options.splice ?? null;
    this.branchLabel = options.branchLabel ?? null;
    this.versionPath = options.versionPath?.replaceAll("\\", "/") ?? null;
    this.dependsOn = options.dependsOn ?? null;
    this.#upgradeOps = [upgradeOps].flat() as UpgradeOps[];
    this.#downgradeOps = [downgradeOps].flat() as DowngradeOps[];
  }

  /** All upgrades; there are several where a revision is for several databases. */
  get upgradeOpsList(): UpgradeOps[] {
    return this.#upgradeOps;
  }

  /** All downgrades; there are several where a revision is for several databases. */
  get downgradeOpsList(): DowngradeOps[] {
    return this.#downgradeOps;
  }

  /** The one container of upgrades. Reading it throws where there are several. */
  get upgradeOps(): UpgradeOps | null {
    return only(this.#upgradeOps, "UpgradeOps", "upgradeOpsList");
  }

  set upgradeOps(ops: UpgradeOps | readonly UpgradeOps[]) {
    this.#upgradeOps = [ops].flat() as UpgradeOps[];
  }

  /** The one container of downgrades. Reading it throws where there are several. */
  get downgradeOps(): DowngradeOps | null {
    return only(this.#downgradeOps, "DowngradeOps", "downgradeOpsList");
  }

  set downgradeOps(ops: DowngradeOps | readonly DowngradeOps[]) {
    this.#downgradeOps = [ops].flat() as DowngradeOps[];
  }

  /** @throws {@link IrreversibleError} always, because a revision has both directions itself. */
  override reverse(): never {
    throw new IrreversibleError(this.kind, "originalUnknown", "a revision contains both its upgrade and its downgrade");
  }
}

function only<Ops>(list: readonly Ops[], name: string, attribute: string): Ops | null {
  if (list.length > 1)
    throw new Error(
      `This MigrationScript instance has a multiple-entry list for ${name}; please use the ${attribute} attribute.`,
    );
  return list[0] ?? null;
}
