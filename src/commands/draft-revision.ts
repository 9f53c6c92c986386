import type { ProcessRevisionDirectives } from "../autogenerate/autogen-options.js";
import { parseRename } from "../autogenerate/renames/rename.js";
import type { RenameCandidate } from "../autogenerate/renames/rename-hints.js";
import { RevisionContext } from "../autogenerate/revision-context.js";
import type { Config } from "../config/config.js";
import { MigrationScript, type MigrationScriptOptions } from "../operations/directives/migration-script.js";
import { DowngradeOps, UpgradeOps } from "../operations/directives/upgrade-ops.js";
import type { MigrationContext } from "../runtime/migration-context.js";
import type { RunHooks } from "../runtime/options/context-options.js";
import type { ScriptDirectory } from "../script/script-directory.js";
import { CommandError } from "../support/command-error.js";
import { runEnvironment } from "./run/run-environment.js";

/** What a comparison of the models with the databases found, for people to read. */
export type Findings = Pick<RevisionContext, "findings" | "schemaDiffs">;

/** What a revision is drafted from. */
export interface DraftOptions extends RunHooks {
  readonly revId: string | null;
  readonly script: MigrationScriptOptions;
  /** Compare the models with the database. */
  readonly autogenerate: boolean;
  readonly sql?: boolean | undefined;
  /** The caller's own hook, which is called before the environment's. */
  readonly processRevisionDirectives?: ProcessRevisionDirectives | undefined;
  /** Renames that are known ahead, as `--rename` takes them. */
  readonly rename?: readonly string[] | undefined;
  /** Called for each pair that looks like a rename. */
  readonly confirmRename?: ((candidate: RenameCandidate) => Promise<boolean>) | undefined;
  /** Keep the difference of the schemas as a diff of SQL, too. */
  readonly diff?: boolean | undefined;
  /** Called with the findings once all databases are compared. */
  readonly onFindings?: ((findings: Findings) => void) | undefined;
  /** Values for the template, which the environment may add to. */
  readonly templateArgs: Record<string, unknown>;
}

/**
 * Runs the environment to compute the contents of a new revision. It writes no file, and nothing to the database.
 *
 * @throws CommandError with `autogenerate`, where the database is not at the newest revisions, a given rename fits no
 * database, or the environment is Python's.
 */
export async function draftRevision(
  config: Config,
  directory: ScriptDirectory,
  options: DraftOptions,
): Promise<RevisionContext> {
  const draft = new MigrationScript(options.revId, new UpgradeOps(), new DowngradeOps(), options.script);
  const context = new RevisionContext(draft, {
    environmentPath: directory.envLocation ?? directory.dir,
    processRevisionDirectives: options.processRevisionDirectives,
    renames: options.rename?.map(parseRename),
    confirmRename: options.confirmRename,
    withSchemaDiff: options.diff,
    language: directory.templateName?.endsWith(".mako") ? "python" : "typescript",
  });
  await runEnvironment(config, directory, {
    listener: options.listener,
    signal: options.signal,
    asSql: options.sql ?? false,
    templateArgs: options.templateArgs,
    dontMutate: true,
    async fn(rows, migrationContext: MigrationContext) {
      if (options.autogenerate) {
        requireHeads(directory, rows);
        if (directory.envLocation === undefined) {
          throw new CommandError(
            "Can't proceed with --autogenerate option; the built-in environment has no models: write an env.ts with " +
              "metadata of its own, and leave 'environment' out of the configuration.",
          );
        }
        await context.runAutogenerate(rows, migrationContext);
      } else {
        await context.runNoAutogenerate(rows, migrationContext);
      }
      return [];
    },
  });
  if (options.autogenerate) context.refuseUnusedRenames();
  options.onFindings?.(context);
  return context;
}

/** @throws CommandError where the version rows are not the newest revisions. */
function requireHeads(directory: ScriptDirectory, rows: readonly string[]): void {
  const wanted = new Set(directory.getRevisions("heads"));
  const found = new Set(directory.getRevisions(rows));
  if (wanted.size === found.size && [...wanted].every((head) => found.has(head))) return;
  throw new CommandError("Target database is not up to date.", {
    hint: "The models are compared with a database that has all revisions: run 'upgrade head' first, or 'upgrade heads' where there are several.",
  });
}
