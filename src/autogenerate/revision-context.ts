import type { Dialect } from "../dialects/dialect.js";
import type { DiffTuple } from "../operations/directives/migrate-operation.js";
import type { MigrationScript } from "../operations/directives/migration-script.js";
import { DowngradeOps, UpgradeOps } from "../operations/directives/upgrade-ops.js";
import type { MigrationContext } from "../runtime/migration-context.js";
import { CommandError } from "../support/command-error.js";
import { AutogenContext, type Finding } from "./autogen-context.js";
import type { AutogenOptions, ProcessRevisionDirectives } from "./autogen-options.js";
import { describeDiffs } from "./differences/describe-diffs.js";
import type { Difference } from "./differences/difference.js";
import { differencesOf } from "./differences/differences-of.js";
import { noteRows } from "./differences/note-rows.js";
import { comparatorsFor } from "./plugins/comparators.js";
import { populateMigrationScript, scratchPlacesOf } from "./produce-migrations.js";
import type { Rename } from "./renames/rename.js";
import { findRenameCandidates, noteRenames, type RenameCandidate } from "./renames/rename-hints.js";
import { renderPythonBody } from "./render/python/render-python-body.js";
import { renderCommandBody } from "./render/render-command-body.js";
import { type Rewriter, runHook } from "./rewriter.js";
import { migrationDiff } from "./schema-diff/migration-diff.js";

/** What a command hands to a {@link RevisionContext}. */
export interface RevisionContextParts {
  /** Location of the environment script, for the message that it has no metadata. */
  readonly environmentPath: string;
  /** The application's own hook, which is called before the environment's. */
  readonly processRevisionDirectives?: ProcessRevisionDirectives | Rewriter | undefined;
  /** Columns and tables that were renamed, and not dropped and added. */
  readonly renames?: readonly Rename[] | undefined;
  /** Called for each pair that looks like a rename. If left out, the script gets a comment. */
  readonly confirmRename?: ((candidate: RenameCandidate) => Promise<boolean>) | undefined;
  /** Whether to keep the difference of the schemas as a diff of DDL, too; `false` when left out. */
  readonly withSchemaDiff?: boolean | undefined;
  /** Which language the operations are written in; TypeScript when left out. */
  readonly language?: "typescript" | "python" | undefined;
}

/** The name of the upgrade of a database in the revision. */
function upgradeTokenOf({ opts }: MigrationContext): string {
  return opts.upgradeToken ?? "upgrades";
}

/**
 * A new revision while the environment runs, once for each of its databases: collects what is found, has the hooks
 * change it, and renders it. It writes no file.
 */
export class RevisionContext {
  /** The revisions that are to be written. Hooks may change, add and remove some. */
  readonly generatedRevisions: MigrationScript[];
  /** What was found in all databases. */
  readonly findings: Finding[] = [];
  /** The difference of the schemas as unified diffs of DDL, one for each database that has some. */
  readonly schemaDiffs: string[] = [];
  readonly #parts: RevisionContextParts;
  readonly #rendered = new Set<MigrationScript>();
  /** Who found what, where several databases have dialects of their own. */
  readonly #dialects = new Map<UpgradeOps, Dialect>();
  /** Given renames that no database has applied yet, each with the reason. */
  readonly #unusedRenames: Map<Rename, string>;
  #context: AutogenContext | undefined;

  constructor(script: MigrationScript, parts: RevisionContextParts) {
    this.generatedRevisions = [script];
    this.#parts = parts;
    this.#unusedRenames = new Map(parts.renames?.map((rename) => [rename, "Can't rename: no database was compared"]));
  }

  /**
   * Fills the revision with the differences between a database and its models.
   *
   * @param revision - the rows of the version table, for the hooks.
   * @throws {@link CommandError} when the environment has no metadata.
   *
   */
  async runAutogenerate(revision: readonly string[], context: MigrationContext): Promise<void> {
    await this.#run(revision, context, true);
  }

  /** Lets the hooks see a revision that is not filled. */
  async runNoAutogenerate(revision: readonly string[], context: MigrationContext): Promise<void> {
    await this.#run(revision, context, false);
  }

  /** The values that a revision's template gets: its upgrade and downgrade by their tokens, and its imports. */
  templateArgsOf(script: MigrationScript): Readonly<Record<string, string>> {
    const context = this.#context;
    if (context === undefined || !this.#rendered.has(script)) return {};
    context.imports = new Set(script.imports);
    const values: Record<string, string> = {};
    const render = this.#parts.language === "python" ? renderPythonBody : renderCommandBody;
    for (const ops of script.upgradeOpsList) values[ops.upgradeToken] = render(ops, context);
    for (const ops of script.downgradeOpsList) values[ops.downgradeToken] = render(ops, context);
    values["imports"] = [...context.imports].sort().join("\n");
    return values;
  }

  /** The differences of all databases, in the form of `compareMetadata`. */
  get diffs(): readonly DiffTuple[] {
    return this.generatedRevisions.at(-1)?.upgradeOpsList.flatMap((ops) => ops.asDiffs()) ?? [];
  }

  /** The {@link diffs} as plain data. */
  get differences(): readonly Difference[] {
    const upgrades = this.generatedRevisions.at(-1)?.upgradeOpsList ?? [];
    return upgrades.flatMap((ops) => {
      const dialect = this.#dialects.get(ops) ?? this.#context?.dialect;
      return dialect === undefined ? [] : differencesOf(ops, dialect);
    });
  }

  /** The {@link diffs} as text, one line each. */
  get descriptions(): readonly string[] {
    return this.#context === undefined ? [] : describeDiffs(this.diffs, this.#context);
  }

  /**
   * Checks, after all databases of the environment were compared, that every given rename was applied.
   *
   * @throws {@link CommandError} when no database has the column or table of a rename.
   *
   */
  refuseUnusedRenames(): void {
    for (const reason of this.#unusedRenames.values()) throw new CommandError(reason);
  }

  async #run(revision: readonly string[], context: MigrationContext, autogenerate: boolean): Promise<void> {
    await context.ready();
    const earlier = new Set(this.#upgrades);
    const script = this.#scriptFor(context);
    if (autogenerate) await this.#fill(script, context);
    else this.#context = this.#autogenContext(context, false, []);
    const hooks = [this.#parts.processRevisionDirectives, (context.opts as AutogenOptions).processRevisionDirectives];
    for (const hook of hooks) if (hook) await runHook(hook, context, revision, this.generatedRevisions);
    for (const each of this.generatedRevisions) this.#rendered.add(each);
    // The operations after the hooks are those of the migration.
    const upgrades = this.#upgrades.filter((ops) => !earlier.has(ops) && ops.upgradeToken === upgradeTokenOf(context));
    for (const ops of upgrades) this.#dialects.set(ops, context.dialect);
    if (!autogenerate || this.#parts.withSchemaDiff !== true) return;
    const diff = await migrationDiff(context, this.#context?.metadata ?? [], upgrades);
    if (diff !== "") this.schemaDiffs.push(diff);
  }

  get #upgrades(): readonly UpgradeOps[] {
    return this.generatedRevisions.flatMap(({ upgradeOpsList }) => upgradeOpsList);
  }

  /** Compares, and compares again with the confirmed renames. */
  async #fill(script: MigrationScript, context: MigrationContext): Promise<void> {
    const renames = [...(this.#parts.renames ?? [])];
    let found = await this.#compare(script, context, renames);
    const confirmed = await this.#confirm(script);
    if (confirmed.length > 0) {
      for (const ops of [...script.upgradeOpsList.slice(-1), ...script.downgradeOpsList.slice(-1)]) ops.ops = [];
      found = await this.#compare(script, context, [...renames, ...confirmed]);
    }
    this.findings.push(...found.findings);
    for (const rename of [...this.#unusedRenames.keys()]) {
      const reason = found.missedRenames.get(rename);
      if (reason === undefined) this.#unusedRenames.delete(rename);
      else this.#unusedRenames.set(rename, reason);
    }
    const upgradeOps = script.upgradeOpsList.at(-1);
    if (upgradeOps === undefined) return;
    noteRenames(upgradeOps);
    await noteRows(upgradeOps.ops, context, { counted: true });
    await noteRows(script.downgradeOpsList.at(-1)?.ops ?? [], context, { counted: false });
  }

  async #compare(
    script: MigrationScript,
    context: MigrationContext,
    renames: readonly Rename[],
  ): Promise<AutogenContext> {
    const autogenContext = this.#autogenContext(context, true, renames);
    this.#context = autogenContext;
    try {
      await populateMigrationScript(autogenContext, script);
    } finally {
      await autogenContext.close();
    }
    return autogenContext;
  }

  /** Returns the confirmed candidates. A column or table is part of one rename only. */
  async #confirm(script: MigrationScript): Promise<readonly Rename[]> {
    const { confirmRename } = this.#parts;
    if (confirmRename === undefined) return [];
    const confirmed: RenameCandidate[] = [];
    const upgradeOps = script.upgradeOpsList.at(-1);
    for (const candidate of upgradeOps === undefined ? [] : findRenameCandidates(upgradeOps)) {
      const isTaken = confirmed.some(
        ({ dropped, added }) => dropped === candidate.dropped || added === candidate.added,
      );
      if (!isTaken && (await confirmRename(candidate))) confirmed.push(candidate);
    }
    return confirmed;
  }

  #autogenContext(context: MigrationContext, autogenerate: boolean, renames: readonly Rename[]): AutogenContext {
    const { environmentPath } = this.#parts;
    return new AutogenContext(context, undefined, {
      autogenerate,
      environmentPath,
      renames,
      scratch: autogenerate ? scratchPlacesOf(context) : undefined,
      comparators: comparatorsFor,
    });
  }

  /** Returns the revision that a run fills. Each further database gets its own operations in the same revision. */
  #scriptFor(context: MigrationContext): MigrationScript {
    const script = this.generatedRevisions.at(-1);
    if (script === undefined) throw new TypeError("no revision is left to fill");
    const { downgradeToken = "downgrades" } = context.opts;
    const upgradeOps = new UpgradeOps([], upgradeTokenOf(context));
    const downgradeOps = new DowngradeOps([], downgradeToken);
    if (this.#rendered.has(script)) {
      script.upgradeOpsList.push(upgradeOps);
      script.downgradeOpsList.push(downgradeOps);
    } else {
      script.upgradeOps = upgradeOps;
      script.downgradeOps = downgradeOps;
      this.#rendered.add(script);
    }
    return script;
  }
}
