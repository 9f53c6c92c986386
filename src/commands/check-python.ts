import type { Config } from "../config/config.js";
import { decodePython } from "../script/python/decode-python.js";
import type { Script } from "../script/script.js";
import { ScriptDirectory } from "../script/script-directory.js";
import { CommandError } from "../support/command-error.js";
import { isError } from "../support/is-built-in.js";

/** A Python revision, as {@link checkPython} found it. */
export interface PythonRevision {
  readonly revision: string;
  readonly path: string;
  /** Why it cannot be run here; `null` where no reason was found. */
  readonly refused: string | null;
}

/** An env.py, as {@link checkPython} found it. */
export interface PythonEnvironmentFile {
  readonly path: string;
  /** Why it cannot be run here; `null` where no reason was found. */
  readonly refused: string | null;
}

/** The result of {@link checkPython}. */
export interface PythonRevisions {
  /** The env.py, which is checked but not run; `undefined` where it is not the environment, or one revision was asked for. */
  readonly environment?: PythonEnvironmentFile | undefined;
  readonly revisions: readonly PythonRevision[];
}

/** Options of {@link checkPython}. */
export interface CheckPythonOptions {
  /** Check only this revision; by default all. */
  readonly revision?: string | undefined;
  /** Called with each revision as soon as it is checked. */
  readonly onChecked?: ((revision: PythonRevision) => void) | undefined;
  /** Called with the env.py when it is checked, before the revisions. */
  readonly onEnvironmentChecked?: ((environment: PythonEnvironmentFile) => void) | undefined;
}

/**
 * Checks whether the Python revisions can be run here, as far as that shows without a database: each file is parsed and
 * checked, and its module is run with its imports, but not its functions.
 *
 * @returns the revisions, newest first.
 * @throws CommandError where one of them, or the env.py, cannot be run.
 */
export async function checkPython(config: Config, options: CheckPythonOptions = {}): Promise<PythonRevisions> {
  const directory = await ScriptDirectory.fromConfig(config, { runsSteps: true });
  const chosen = options.revision === undefined ? directory.walkRevisions() : directory.getRevisions(options.revision);
  const path = options.revision === undefined ? directory.envLocation : undefined;
  const environment = path?.endsWith(".py")
    ? { path, refused: await refusalOfEnvironment(directory, path) }
    : undefined;
  if (environment !== undefined) options.onEnvironmentChecked?.(environment);
  const revisions: PythonRevision[] = [];
  for (const script of chosen) {
    if (script.language !== "python") continue;
    const checked = { revision: script.revision, path: script.path, refused: await refusalOf(script) };
    revisions.push(checked);
    options.onChecked?.(checked);
  }
  const count = revisions.filter(({ refused }) => refused !== null).length;
  if (count > 0) throw new CommandError(`${count} of ${revisions.length} Python revisions cannot be run here`);
  if (environment !== undefined && environment.refused !== null)
    throw new CommandError("The env.py cannot be run here");
  return { revisions, environment };
}

async function refusalOfEnvironment({ config, loader }: ScriptDirectory, path: string): Promise<string | null> {
  try {
    const source = decodePython(config.services.files.read(path), path);
    (await loader.python?.())?.checkEnvironment(path, source);
    return null;
  } catch (error) {
    return isError(error) ? error.message : String(error);
  }
}

async function refusalOf(script: Script): Promise<string | null> {
  try {
    await script.prepare();
    await script.load();
    return null;
  } catch (error) {
    return isError(error) ? error.message : String(error);
  }
}
