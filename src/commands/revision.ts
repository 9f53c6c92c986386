import type { ProcessRevisionDirectives } from "../autogenerate/autogen-options.js";
import type { RenameCandidate } from "../autogenerate/renames/rename-hints.js";
import type { Config } from "../config/config.js";
import type { MigrationScriptOptions } from "../operations/directives/migration-script.js";
import type { RunHooks } from "../runtime/options/context-options.js";
import type { Script } from "../script/script.js";
import { ScriptDirectory } from "../script/script-directory.js";
import { CommandError } from "../support/command-error.js";
import type { Findings } from "./draft-revision.js";
import { type IdSource, randomIds } from "./random-ids.js";
import { type RevisionView, viewRevision } from "./results/revision-view.js";
import { asBoolean } from "./run/as-boolean.js";

/** How a revision is made. */
export interface MakeRevisionOptions extends RunHooks {
  /** Message of the new revision; by default none. */
  readonly message?: string | null | undefined;
  /** Fill it with the differences between the models and the database; by default `false`. */
  readonly autogenerate?: boolean | undefined;
  /** Run the environment in offline mode; by default `false`. */
  readonly sql?: boolean | undefined;
  /** Its parent; by default `head`. With `null` the same, and hooks see that no head was given. */
  readonly head?: string | readonly string[] | null | undefined;
  /** Allow a parent that is not a head; by default `false`. */
  readonly splice?: boolean | undefined;
  /** Label of the branch that it starts; by default none. */
  readonly branchLabel?: string | readonly string[] | null | undefined;
  /** The version location for the file; by default that of its parent. */
  readonly versionPath?: string | null | undefined;
  /** Its identifier; by default one from `ids`. */
  readonly revId?: string | null | undefined;
  /** Revisions or branch labels that it needs; by default none. */
  readonly dependsOn?: string | readonly string[] | null | undefined;
  /** A hook that may change, add or remove directives; it is called before the environment's own. By default none. */
  readonly processRevisionDirectives?: ProcessRevisionDirectives | undefined;
  /** Also keep what differs between the database and the models as a diff of SQL; by default `false`. */
  readonly diff?: boolean | undefined;
  /** Tables and columns that were renamed: `old=new`, `table.old=new`. By default none. */
  readonly rename?: readonly string[] | undefined;
  /** Called for each pair that looks like a rename; by default the script has a comment about it instead. */
  readonly confirmRename?: ((candidate: RenameCandidate) => Promise<boolean>) | undefined;
  /** With `autogenerate`, called with the findings before a file is written. */
  readonly onFindings?: ((findings: Findings) => void) | undefined;
  /** Makes identifiers; by default random ones. */
  readonly ids?: IdSource | undefined;
}

/**
 * Makes a new revision file.
 *
 * @returns the new revisions: one, unless the environment's `processRevisionDirectives` removed it or added others.
 * @throws CommandError where its parent is unknown or not a head, or the options exclude each other.
 */
export async function revision(config: Config, options: MakeRevisionOptions = {}): Promise<readonly RevisionView[]> {
  const directory = await ScriptDirectory.fromConfig(config);
  const environment = asBoolean(config.getAlembicOption("revision_environment"));
  if (options.autogenerate && options.sql) {
    throw new CommandError("Using --sql with --autogenerate does not make any sense");
  }
  if (options.sql && !environment && !options.autogenerate) {
    throw new CommandError(
      "Using --sql with the revision command when revision_environment is not configured does not make any sense",
    );
  }
  if (!options.autogenerate) {
    if ((options.rename ?? []).length > 0) throw withoutAutogenerate("rename");
    if (options.diff) throw withoutAutogenerate("diff");
  }
  const templateArgs: Record<string, unknown> = { config };
  const revId = options.revId || (options.ids ?? randomIds).next();
  const parts: MigrationScriptOptions = {
    message: options.message,
    head: options.head === undefined ? "head" : options.head,
    splice: options.splice ?? false,
    branchLabel: options.branchLabel,
    versionPath: options.versionPath,
    dependsOn: options.dependsOn,
  };
  if (!environment && !options.autogenerate) {
    return [viewRevision(await generate(directory, { revId, ...parts }, templateArgs))];
  }
  const { draftRevision } = await import("./draft-revision.js");
  const context = await draftRevision(config, directory, {
    listener: options.listener,
    signal: options.signal,
    revId,
    script: parts,
    autogenerate: options.autogenerate ?? false,
    sql: options.sql,
    processRevisionDirectives: options.processRevisionDirectives,
    rename: options.rename,
    confirmRename: options.confirmRename,
    diff: options.diff,
    onFindings: options.onFindings,
    templateArgs,
  });
  const made: RevisionView[] = [];
  for (const draft of context.generatedRevisions) {
    const args = { ...templateArgs, ...context.templateArgsOf(draft) };
    made.push(viewRevision(await generate(directory, { ...draft, revId: draft.revId || revId }, args)));
  }
  return made;
}

/** The refusal of an option that needs a comparison. */
export function withoutAutogenerate(option: string): CommandError {
  return new CommandError(`Using --${option} without --autogenerate does not make any sense`);
}

type Draft = MigrationScriptOptions & { readonly revId: string };

/** Writes the file of one revision. */
function generate(directory: ScriptDirectory, draft: Draft, templateArgs: Record<string, unknown>): Promise<Script> {
  return directory.generateRevision(draft.revId, draft.message ?? null, {
    head: draft.head ?? "head",
    splice: draft.splice ?? false,
    branchLabels: draft.branchLabel ?? null,
    versionPath: draft.versionPath ?? undefined,
    dependsOn: draft.dependsOn ?? null,
    templateArgs,
  });
}
