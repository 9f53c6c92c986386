import type { Config } from "../config/config.js";
import type { Script } from "../script/script.js";
import { ScriptDirectory } from "../script/script-directory.js";
import { CommandError } from "../support/command-error.js";

/** What {@link checkPython} says of one Python revision. */
export interface PythonRevision {
  readonly revision: string;
  readonly path: string;
  /** Why it cannot be run here; `null` where nothing speaks against it. */
  readonly refused: string | null;
}

/** What {@link checkPython} found. */
export interface PythonRevisions {
  readonly revisions: readonly PythonRevision[];
}

async function refusalOf(script: Script): Promise<string | null> {
  try {
    await script.prepare();
    await script.load();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Says of each Python revision whether it can be run here, as far as that shows without a database: its file is checked,
 * and what stands outside of its functions is run, imports included.
 *
 * @param revision - only this one; left out, all.
 * @returns the revisions, newest first.
 * @throws CommandError where one of them cannot be run.
 */
export async function checkPython(config: Config, revision?: string): Promise<PythonRevisions> {
  const directory = await ScriptDirectory.fromConfig(config);
  const chosen = revision === undefined ? directory.walkRevisions() : directory.getRevisions(revision);
  const revisions: PythonRevision[] = [];
  for (const script of chosen) {
    if (script.language !== "python") continue;
    const refused = await refusalOf(script);
    revisions.push({ revision: script.revision, path: script.path, refused });
    config.printStdout(`${script.revision}: ${refused === null ? "can be run" : refused}`);
  }
  const count = revisions.filter(({ refused }) => refused !== null).length;
  if (count > 0) throw new CommandError(`${count} of ${revisions.length} Python revisions cannot be run here`);
  if (revisions.length === 0) config.printStdout("No Python revisions.");
  return { revisions };
}
