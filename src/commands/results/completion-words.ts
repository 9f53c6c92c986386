import { join } from "node:path";
import type { Config } from "../../config/config.js";
import { ScriptDirectory } from "../../script/script-directory.js";
import { templateFolder } from "../list-templates.js";

/** Identifiers and branch labels of a project; none where it cannot be read, for a completion has nothing to say then. */
export async function revisionWords(config: Config): Promise<readonly string[]> {
  try {
    return (await ScriptDirectory.fromConfig(config)).revisionMap.keys;
  } catch {
    // The commands say what is wrong.
    return [];
  }
}

/** Names of the templates of `init`. */
export async function templateWords(config: Config): Promise<readonly string[]> {
  const { files } = config.services;
  const folder = templateFolder(files);
  return files.list(folder).flatMap(({ name }) => (files.exists(join(folder, name, "README")) ? [name] : []));
}
