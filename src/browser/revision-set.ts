import type { Dialect } from "../dialects/dialect.js";
import { Revision, type RevisionOptions } from "../graph/revision.js";
import { catchRevisionErrors, revisionErrorWords } from "../graph/revision-command-error.js";
import { idsAsArray, type RevisionIds } from "../graph/revision-ids.js";
import { RevisionMap } from "../graph/revision-map.js";
import { downgradeSteps } from "../graph/steps/downgrade-steps.js";
import type { MigrationStep } from "../graph/steps/migration-step.js";
import { upgradeSteps } from "../graph/steps/upgrade-steps.js";
import type { Operations } from "../operations/operations.js";
import type { Connection } from "../runtime/connection.js";
import { MigrationContext } from "../runtime/migration-context.js";
import type { ConfigureOptions } from "../runtime/options/configure-options.js";
import { configuredDefaults, configuredOptions } from "../runtime/options/configured-options.js";
import type { CommandContextOptions } from "../runtime/options/context-options.js";
import type { RunnableStep } from "../runtime/runnable-step.js";
import { CommandError } from "../support/command-error.js";
import type { Logger } from "../support/logger.js";
import { quotedPath } from "../support/printable.js";

/** A revision that was loaded in a page: its header and its functions. */
export interface RevisionScript extends RevisionOptions {
  readonly revision: string;
  readonly downRevision: RevisionIds;
  /** The name of its file, for messages. */
  readonly path: string;
  readonly upgrade?: ((op: Operations) => unknown) | undefined;
  readonly downgrade?: ((op: Operations) => unknown) | undefined;
}

/** Options for the runs of a {@link RevisionSet}. */
export interface RevisionSetOptions extends ConfigureOptions {
  readonly logger?: Logger | undefined;
}

class LoadedScript extends Revision {
  readonly script: RevisionScript;

  constructor(script: RevisionScript) {
    super(script.revision, script.downRevision, script);
    this.script = script;
  }
}

/**
 * A set of revisions without files, for a web page. It has their graph, upgrades and downgrades databases, and writes
 * SQL scripts.
 *
 * @example
 * ```ts
 * import { openMemoryDatabase, RevisionSet, sa, type SqlJs } from "alembic-ts/browser";
 *
 * declare const sqlJs: SqlJs; // await initSqlJs()
 *
 * const revisions = new RevisionSet([
 *   {
 *     revision: "a1",
 *     downRevision: null,
 *     path: "a1.ts",
 *     upgrade: (op) => op.createTable("account", sa.Column("id", sa.Integer(), { primaryKey: true })),
 *     downgrade: (op) => op.dropTable("account"),
 *   },
 * ]);
 * await revisions.upgrade(await openMemoryDatabase(sqlJs), "head");
 * ```
 */
export class RevisionSet {
  /** The graph of the revisions. */
  readonly map: RevisionMap;
  readonly #map: RevisionMap<LoadedScript>;

  /** @throws {@link RevisionError} if the identifier of a revision is not valid. */
  constructor(scripts: Iterable<RevisionScript>) {
    this.#map = new RevisionMap([...scripts].map((script) => new LoadedScript(script)));
    this.map = this.#map;
  }

  /**
   * Upgrades a database in one transaction.
   *
   * @param target an identifier or a symbol such as `head`, `heads`, `+1` or `branch@head`.
   * @throws {@link CommandError} if the target is not known or a script fails. The database is then unchanged.
   */
  upgrade(connection: Connection, target: string, options: RevisionSetOptions = {}): Promise<void> {
    return this.#run({ ...options, connection }, (heads) => this.#upgradeSteps(target, heads));
  }

  /**
   * Downgrades a database in one transaction.
   *
   * @param target an identifier or a symbol such as `base` or `-1`.
   * @throws {@link CommandError} if the target is not known or a script fails. The database is then unchanged.
   */
  downgrade(connection: Connection, target: string, options: RevisionSetOptions = {}): Promise<void> {
    return this.#run({ ...options, connection }, (heads) => this.#downgradeSteps(target, heads));
  }

  /**
   * Writes the SQL of an upgrade or a downgrade, as `upgrade --sql` does.
   *
   * @param from the revisions to start from; `null` for an empty database.
   * @returns the SQL script.
   * @throws {@link CommandError} if a revision is not known, or a script needs a database.
   */
  async sql(
    direction: "upgrade" | "downgrade",
    { from, to }: { readonly from: RevisionIds; readonly to: string },
    options: RevisionSetOptions & { readonly dialect: Dialect },
  ): Promise<string> {
    const parts: string[] = [];
    const steps = direction === "upgrade" ? this.#upgradeSteps : this.#downgradeSteps;
    await this.#run({ literalBinds: true, ...options }, (heads) => steps.call(this, to, heads), {
      startingHeads: idsAsArray(from),
      write: (text) => parts.push(text),
    });
    return parts.join("");
  }

  #upgradeSteps(target: string, heads: readonly string[]) {
    return catchRevisionErrors(revisionErrorWords.upgrade(target), () => upgradeSteps(this.#map, target, heads));
  }

  #downgradeSteps(target: string, heads: readonly string[]) {
    return catchRevisionErrors(revisionErrorWords.downgrade(target), () => downgradeSteps(this.#map, target, heads));
  }

  async #run(
    given: RevisionSetOptions,
    plan: (heads: readonly string[]) => readonly MigrationStep<LoadedScript>[],
    script?: { readonly startingHeads: readonly string[]; readonly write: (text: string) => void },
  ): Promise<void> {
    const { logger, ...configured } = given;
    const { connection, dialect } = configured;
    const command: CommandContextOptions = {
      asSql: script !== undefined,
      startingHeads: script?.startingHeads,
      fn: (heads) => bind(plan(heads)),
    };
    const context = new MigrationContext({
      options: { ...configuredDefaults, ...configuredOptions(command, configured) },
      dialect: connection?.dialect ?? (dialect as Dialect),
      logger,
      write: script?.write,
    });
    await context.beginTransaction(() => context.runMigrations());
  }
}

/** Ties each step to the function of its revision. */
function bind(steps: readonly MigrationStep<LoadedScript>[]): readonly RunnableStep[] {
  return steps.map((step) => {
    const script = step.revision?.script;
    if (script === undefined) return { step };
    const direction = step.isUpgrade ? "upgrade" : "downgrade";
    return {
      step,
      path: script.path,
      async run(op) {
        const work = script[direction];
        if (work === undefined) {
          throw new CommandError(
            `Revision ${script.revision} has no function '${direction}': ${quotedPath(script.path)}`,
          );
        }
        await work(op);
      },
    };
  });
}
