import { join } from "node:path";
import type { Config } from "../../config/config.js";
import { ScriptDirectory } from "../../script/script-directory.js";
import { templateFolder } from "../list-templates.js";

/**
 * Identifiers and branch labels of a project; none where it cannot be read. Nothing in the project is run: whoever
 * presses Tab in a folder has not said that its code may run.
 */
export async function revisionWords(config: Config): Promise<readonly string[]> {
  try {
    const { scripts } = await ScriptDirectory.fromConfig(config, { runsHeaders: false });
    return [...new Set(scripts.flatMap((script) => [script.revision, ...script.branchLabels]))];
  } catch {
    // The commands report the failure.
    return [];
  }
}

/** Names of the templates of `init`. */
export async function templateWords(config: Config): Promise<readonly string[]> {
  const { files } = config.services;
  const folder = templateFolder(files);
  return files.list(folder).flatMap(({ name }) => (files.exists(join(folder, name, "README")) ? [name] : []));
}
