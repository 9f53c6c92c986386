import type { MigrateOperation } from "../operations/directives/migrate-operation.js";
import { MigrationScript } from "../operations/directives/migration-script.js";
import { OpContainer } from "../operations/directives/op-container.js";
import type { DowngradeOps, UpgradeOps } from "../operations/directives/upgrade-ops.js";
import type { MigrationContext } from "../runtime/migration-context.js";
import type { ProcessRevisionDirectives, RevisionProcessor } from "./autogen-options.js";

type OperationClass<Operation extends MigrateOperation> = abstract new (...args: never[]) => Operation;

/** What takes the place of an operation: another one, several, or none. */
export type Rewritten = MigrateOperation | readonly MigrateOperation[];

/** Rewrites one operation. */
export type Rewrite<Operation extends MigrateOperation> = (
  context: MigrationContext,
  revision: readonly string[],
  op: Operation,
) => Rewritten | Promise<Rewritten>;

/**
 * Changes the operations of new revisions by their class, at any depth. Pass it as `processRevisionDirectives`.
 *
 * @example
 * ```ts
 * import { ops, Rewriter, type EnvironmentContext } from "alembic-ts";
 *
 * const writer = new Rewriter().rewrites(ops.AddColumnOp, (_context, _revision, op) => [
 *   op,
 *   new ops.CreateIndexOp(`ix_${op.column.name}`, op.tableName, [op.column.name]),
 * ]);
 *
 * export default async function env(context: EnvironmentContext): Promise<void> {
 *   context.configure({ processRevisionDirectives: writer });
 * }
 * ```
 *
 */
export class Rewriter implements RevisionProcessor {
  readonly #rewrites: Map<unknown, Rewrite<MigrateOperation>>;
  readonly #chained: readonly (ProcessRevisionDirectives | RevisionProcessor)[];
  /** The operations that it created, which are not rewritten again. */
  readonly #made = new WeakSet<MigrateOperation>();

  constructor(
    rewrites: ReadonlyMap<unknown, Rewrite<MigrateOperation>> = new Map(),
    chained: readonly (ProcessRevisionDirectives | RevisionProcessor)[] = [],
  ) {
    this.#rewrites = new Map(rewrites);
    this.#chained = chained;
  }

  /**
   * Has a function rewrite the operations of a class, and of those derived from it.
   *
   * @returns this rewriter.
   */
  rewrites<Operation extends MigrateOperation>(operator: OperationClass<Operation>, rewrite: Rewrite<Operation>): this {
    this.#rewrites.set(operator, rewrite as unknown as Rewrite<MigrateOperation>);
    return this;
  }

  /**
   * Another rewriter, or a hook, that works on what this one leaves.
   *
   * @returns a rewriter that does both, one after the other.
   */
  chain(other: ProcessRevisionDirectives | RevisionProcessor): Rewriter {
    return new Rewriter(this.#rewrites, [...this.#chained, other]);
  }

  /**
   * Rewrites revisions in place.
   *
   * @throws {Error} when an upgrade or downgrade as a whole is rewritten to none or to several.
   *
   */
  async processRevisionDirectives(
    context: MigrationContext,
    revision: readonly string[],
    directives: MigrationScript[],
  ): Promise<void> {
    const rewritten = await this.#rewriteAll(context, revision, directives);
    directives.splice(0, directives.length, ...(rewritten as MigrationScript[]));
    for (const other of this.#chained) await runHook(other, context, revision, directives);
  }

  async #rewriteAll(
    context: MigrationContext,
    revision: readonly string[],
    ops: readonly MigrateOperation[],
  ): Promise<MigrateOperation[]> {
    const result: MigrateOperation[] = [];
    for (const op of ops) result.push(...(await this.#rewriteOne(context, revision, op)));
    return result;
  }

  async #rewriteOne(
    context: MigrationContext,
    revision: readonly string[],
    op: MigrateOperation,
  ): Promise<readonly MigrateOperation[]> {
    const rewrite = this.#made.has(op) ? undefined : this.#rewriteFor(op);
    const made = rewrite === undefined ? [op] : [await rewrite(context, revision, op)].flat();
    for (const one of made) {
      if (rewrite !== undefined) this.#made.add(one);
      if (one instanceof MigrationScript) await this.#descend(context, revision, one);
      else if (one instanceof OpContainer) one.ops = await this.#rewriteAll(context, revision, one.ops);
    }
    return made;
  }

  async #descend(context: MigrationContext, revision: readonly string[], script: MigrationScript): Promise<void> {
    const only = async <Ops extends UpgradeOps | DowngradeOps>(ops: Ops, name: string): Promise<Ops> => {
      const [first, ...more] = await this.#rewriteOne(context, revision, ops);
      if (first === undefined || more.length > 0) throw new Error(`Can only return single object for ${name} traverse`);
      return first as Ops;
    };
    const upgrades: UpgradeOps[] = [];
    for (const ops of script.upgradeOpsList) upgrades.push(await only(ops, "UpgradeOps"));
    script.upgradeOps = upgrades;
    const downgrades: DowngradeOps[] = [];
    for (const ops of script.downgradeOpsList) downgrades.push(await only(ops, "DowngradeOps"));
    script.downgradeOps = downgrades;
  }

  /** The function for the operation's class, or for the nearest class that it derives from. */
  #rewriteFor(op: MigrateOperation): Rewrite<MigrateOperation> | undefined {
    let prototype: unknown = Object.getPrototypeOf(op);
    while (prototype !== null) {
      const found = this.#rewrites.get((prototype as { readonly constructor: unknown }).constructor);
      if (found !== undefined) return found;
      prototype = Object.getPrototypeOf(prototype);
    }
    return undefined;
  }
}

/** Calls a hook, which may be a function or a rewriter. */
export async function runHook(
  hook: ProcessRevisionDirectives | RevisionProcessor,
  context: MigrationContext,
  revision: readonly string[],
  directives: MigrationScript[],
): Promise<void> {
  if (typeof hook === "function") await hook(context, revision, directives);
  else await hook.processRevisionDirectives(context, revision, directives);
}
