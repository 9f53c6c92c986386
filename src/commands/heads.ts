import type { Config } from "../config/config.js";
import type { Script } from "../script/script.js";
import { ScriptDirectory } from "../script/script-directory.js";

/** Which heads are found. */
export interface FindHeadsOptions {
  /** Leave out heads that another revision depends on; by default `false`. */
  readonly resolveDependencies?: boolean | undefined;
}

/**
 * Finds the newest revision of every branch.
 *
 * @returns the heads.
 * @throws CommandError where the revisions cannot be read.
 */
export async function heads(config: Config, options: FindHeadsOptions = {}): Promise<readonly Script[]> {
  const directory = await ScriptDirectory.fromConfig(config);
  return directory.getRevisions(options.resolveDependencies ? "heads" : directory.getHeads());
}
