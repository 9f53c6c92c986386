import { dirname } from "node:path";
import type { Config } from "../../config/config.js";
import type { LogLevel } from "../../support/logger.js";
import type { PythonWorld } from "./python-scripts.js";

/** How far up packages are looked for. */
const mostLevels = 12;

/** The folder in which the packages above a folder are found: the first one above that is no package itself. */
function packageRoot(config: Config, folder: string): string | undefined {
  const { files } = config.services;
  let root: string | undefined;
  let at = folder;
  for (let level = 0; level < mostLevels && dirname(at) !== at; level++) {
    if (files.exists(`${at}/__init__.py`)) root = dirname(at);
    else if (root !== undefined) return root;
    at = dirname(at);
  }
  return root;
}

/**
 * What the Python files of an environment reach: their own modules below `prepend_sys_path`, the folder of the
 * configuration and the packages that the versions are in; what they print goes where results go.
 */
export function pythonWorldOf(config: Config, paths: readonly string[], folders: readonly string[]): PythonWorld {
  const { files, output, logger } = config.services;
  const packages = folders.flatMap((folder) => packageRoot(config, folder) ?? []);
  return {
    files,
    roots: [...new Set([...paths, ...packages])],
    write: (text, stream) => (stream === "stderr" ? output.err(text) : output.out(text)),
    log: ({ level, logger: name, message }) => logger.log(level as LogLevel, name, message),
    environment: process.env,
    folder: config.cwd,
  };
}
