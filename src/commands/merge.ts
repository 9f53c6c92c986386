import type { Config } from "../config/config.js";
import type { RunHooks } from "../runtime/options/context-options.js";
import { ScriptDirectory } from "../script/script-directory.js";
import { type IdSource, randomIds } from "./random-ids.js";
import { type RevisionView, viewRevision } from "./results/revision-view.js";
import { asBoolean } from "./run/as-boolean.js";
import { runEnvironment } from "./run/run-environment.js";

/** Options of {@link merge}. */
export interface MergeOptions extends RunHooks {
  /** Message of the new revision; by default none. */
  readonly message?: string | null | undefined;
  /** Label of the branch that it starts; by default none. */
  readonly branchLabel?: string | readonly string[] | null | undefined;
  /** Its identifier; by default one from `ids`. */
  readonly revId?: string | null | undefined;
  /** Allow parents that are not heads; by default `false`. */
  readonly splice?: boolean | undefined;
  /** Makes identifiers; by default random ones. */
  readonly ids?: IdSource | undefined;
}

/**
 * Makes a revision that joins others.
 *
 * @param revisions its parents: identifiers, or a symbol such as `heads`.
 * @returns the new revision.
 * @throws CommandError where a parent is unknown, or is not a head.
 * @example
 * ```ts
 * import { command, loadConfig } from "alembic-ts";
 *
 * await command.merge(loadConfig(), "heads", { message: "join the branches" });
 * ```
 */
export async function merge(
  config: Config,
  revisions: string | readonly string[],
  options: MergeOptions = {},
): Promise<RevisionView> {
  const script = await ScriptDirectory.fromConfig(config);
  const templateArgs: Record<string, unknown> = { config };
  if (asBoolean(config.getAlembicOption("revision_environment"))) {
    await runEnvironment(config, script, {
      listener: options.listener,
      signal: options.signal,
      fn: () => [],
      templateArgs,
      dontMutate: true,
    });
  }
  const made = await script.generateRevision(
    options.revId || (options.ids ?? randomIds).next(),
    options.message ?? null,
    { head: revisions, branchLabels: options.branchLabel ?? null, splice: options.splice ?? false, templateArgs },
  );
  return viewRevision(made);
}
