import type { Config } from "../config/config.js";
import type { RunHooks } from "../runtime/options/context-options.js";
import type { Script } from "../script/script.js";
import { ScriptDirectory } from "../script/script-directory.js";
import { CommandError } from "../support/command-error.js";
import { isError } from "../support/is-built-in.js";
import { runEnvironment } from "./run/run-environment.js";

/** Options of {@link edit}. */
export interface EditOptions extends RunHooks {
  /** Opens one file and returns when the editor is done with it. */
  readonly openEditor: (path: string) => Promise<void> | void;
}

/**
 * Opens revision files in an editor.
 *
 * @param rev a symbol such as `head` or an identifier; `current` opens the database.
 * @returns the paths that were opened.
 * @throws CommandError where the symbol gives no revision, or the editor fails.
 * @example
 * ```ts
 * import { command, loadConfig } from "alembic-ts";
 *
 * await command.edit(loadConfig(), "head", { openEditor: (path) => console.log(path) });
 * ```
 */
export async function edit(config: Config, rev: string, options: EditOptions): Promise<readonly string[]> {
  const script = await ScriptDirectory.fromConfig(config);
  const paths: string[] = [];
  const open = async (revisions: readonly Script[]) => {
    for (const { path } of revisions) {
      try {
        await options.openEditor(path);
      } catch (error) {
        const reason = isError(error) ? error.message : String(error);
        throw new CommandError(`Error executing editor (${reason})`, { cause: error });
      }
      paths.push(path);
    }
  };
  if (rev !== "current") {
    const revisions = script.getRevisions(rev);
    if (revisions.length === 0)
      throw new CommandError(`No revision files indicated by symbol '${rev}'`, {
        hint: "'history' lists the revisions that have a file.",
      });
    await open(revisions);
    return paths;
  }
  await runEnvironment(config, script, {
    listener: options.listener,
    signal: options.signal,
    dontMutate: true,
    async fn(rows) {
      if (rows.length === 0)
        throw new CommandError("No current revisions", {
          hint: "The database is at no revision yet; name the one to open, as in 'edit head'.",
        });
      await open(script.getRevisions(rows));
      return [];
    },
  });
  return paths;
}
