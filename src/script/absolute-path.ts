import { isAbsolute, join, resolve, sep } from "node:path";
import type { FileSystem } from "../config/file-system.js";
import { CommandError } from "../support/command-error.js";

/** An absolute path that keeps its `..`, so that messages show it as the configuration has it. */
export function absolutePath(cwd: string, path: string): string {
  const whole = isAbsolute(path) ? path : `${resolve(cwd)}${sep}${path}`;
  const [root = "", ...parts] = whole.split(sep === "/" ? sep : /[\\/]/);
  const kept = parts.filter((part) => part !== "" && part !== ".");
  return `${root}${sep}${kept.join(sep)}`;
}

/** The folder of a package, Node's or, in a Python project, Python's. */
function packageFolder(
  files: FileSystem,
  cwd: string,
  name: string,
  pythonPath: readonly string[],
): string | undefined {
  for (let folder = resolve(cwd); ; ) {
    const candidate = join(folder, "node_modules", name);
    if (files.isFolder(candidate)) return candidate;
    const above = resolve(folder, "..");
    if (above === folder) break;
    folder = above;
  }
  const parts = name.split(".");
  return ["", ...pythonPath].map((start) => resolve(cwd, start, ...parts)).find((folder) => files.isFolder(folder));
}

/**
 * The path that a location of the configuration names: a path, or `package:folder` for a folder inside a package.
 *
 * @throws {CommandError} Where there is no such package.
 */
export function locationPath(
  files: FileSystem,
  cwd: string,
  location: string,
  pythonPath: readonly string[] = [],
): string {
  if (isAbsolute(location) || !location.includes(":")) return location;
  const [name = "", ...parts] = location.split(":");
  const folder = packageFolder(files, cwd, name, pythonPath);
  if (folder === undefined) throw new CommandError(`Can't find package '${name}' of '${location}'`);
  return join(folder, ...parts);
}
