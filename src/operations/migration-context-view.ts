import type { Dialect } from "../dialects/dialect.js";
import type { ConfigView, EnvironmentView, MigrationContextOptions } from "./operations-host.js";
import type { QueuedConnection } from "./queued-connection.js";

/**
 * The view that a script has of its run, from `op.getContext()`.
 *
 * @example
 * ```ts
 * import type { Operations } from "alembic-ts";
 *
 * export async function upgrade(op: Operations): Promise<void> {
 *   const { data } = op.getContext().environmentContext?.getXArgument({ asDictionary: true }) ?? {};
 *   if (data === "true") await op.execute("UPDATE account SET active = 1");
 * }
 * ```
 */
export interface MigrationContextView {
  /** The dialect that statements are written for. */
  readonly dialect: Dialect;
  /** The connection of the run, or `undefined` in offline mode. */
  readonly bind: QueuedConnection | undefined;
  /** Whether the run writes a script and has no database. */
  readonly asSql: boolean;
  /** The options of the environment. */
  readonly opts: MigrationContextOptions;
  /** The environment that the run is part of, which knows `-x`; none where a program made the context for itself. */
  readonly environmentContext: EnvironmentView | undefined;
  /** The configuration of that environment. */
  readonly config: ConfigView | undefined;
  /** Whether the run writes a script; the same as {@link asSql}. */
  isOfflineMode(): boolean;
  /**
   * The revision that the database is at. Inside of a migration that is the one before it: the row moves when its script
   * has ended.
   *
   * @returns its identifier, or `undefined` where there is none.
   * @throws {@link CommandError} where the version table has several rows.
   */
  getCurrentRevision(): Promise<string | undefined>;
  /** The rows of the version table as they are now; offline, the revision that the script starts from. */
  getCurrentHeads(): Promise<readonly string[]>;
  /**
   * Runs `work` outside a transaction: what came before is committed, and a new transaction begins afterwards.
   *
   * @returns what `work` returns.
   */
  autocommitBlock<T>(work: () => Promise<T> | T): Promise<T>;
}
