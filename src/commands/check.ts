import type { Config } from "../config/config.js";
import type { RunHooks } from "../runtime/context-options.js";
import { ScriptDirectory } from "../script/script-directory.js";
import { CommandError } from "../support/command-error.js";
import { runEnvironment } from "./run-environment.js";

/** What {@link check} found. */
export interface CheckResult {
  readonly upToDate: boolean;
}

/**
 * Says whether the models ask for a new revision. Nothing is written.
 *
 * @returns that they do not.
 * @throws CommandError where they do, or where the database is not at the newest revision.
 * @example
 * ```ts
 * import { command, loadConfig } from "alembic-ts";
 *
 * await command.check(loadConfig());
 * ```
 */
export async function check(config: Config, options: RunHooks = {}): Promise<CheckResult> {
  const script = await ScriptDirectory.fromConfig(config);
  await runEnvironment(config, script, {
    ...options,
    dontMutate: true,
    fn(rows) {
      requireHeads(script, rows);
      return [];
    },
  });
  config.printStdout("No new upgrade operations detected.");
  return { upToDate: true };
}

/** @throws CommandError where the version rows are not the heads of the scripts. */
function requireHeads(script: ScriptDirectory, rows: readonly string[]): void {
  const wanted = new Set(script.getRevisions("heads").map((revision) => revision.revision));
  const found = new Set(script.getRevisions(rows).map((revision) => revision.revision));
  if (wanted.size === found.size && [...wanted].every((head) => found.has(head))) return;
  throw new CommandError("Target database is not up to date.");
}
