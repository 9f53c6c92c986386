import { join, sep } from "node:path";
import type { Config } from "../config/config.js";
import type { FileSystem } from "../config/file-system.js";
import { CommandError } from "../support/command-error.js";

const scriptName = /^(?!\.#|__init__)(.*)\.(ts|mts|js|mjs|py)$/;
const notScript = /\.(?:d\.m?ts|(?:test|spec)\.m?[jt]s)$/;
const compiledPython = /^(?!\.#|__init__)(.*\.py)[co]$/;

/** By name as Python sorts them: by code point, where JavaScript compares the halves of one beyond the first 65536. */
function byName(first: string, second: string): number {
  let at = 0;
  while (at < first.length && first[at] === second[at]) at++;
  // Of a pair that differs in its second half, the first halves are the same.
  const [one, other] = [codePointAround(first, at), codePointAround(second, at)];
  return one - other;
}

/** The code point that a place in a text lies in; -1 behind its end. */
function codePointAround(text: string, at: number): number {
  const before = text.codePointAt(at - 1) ?? 0;
  return before > 0xffff ? before : (text.codePointAt(at) ?? -1);
}

/** Whether a file of that name is a revision: declarations, tests and what was compiled from a file beside it are not. */
export function isScriptName(name: string, names: ReadonlySet<string>): boolean {
  const found = scriptName.exec(name);
  if (found === null || notScript.test(name)) return false;
  const [, stem = "", ending = ""] = found;
  const source = ending === "js" ? `${stem}.ts` : ending === "mjs" ? `${stem}.mts` : undefined;
  return source === undefined || !names.has(source);
}

function refuseCompiled(folder: string, names: ReadonlySet<string>): void {
  for (const name of names) {
    const source = compiledPython.exec(name)?.[1];
    if (source !== undefined && !names.has(source)) {
      throw new CommandError(
        `${join(folder, name)} is compiled Python without its source, which cannot be read; sourceless needs Python's alembic`,
      );
    }
  }
}

/** The file that a symbolic link points to. */
function linkedFile(files: FileSystem, path: string): string {
  if (!files.exists(path))
    throw new CommandError(`${path} is a link to a file that is missing: restore it, or remove the link`);
  return files.realPath(path);
}

/** The revision files of a folder by name, and with `recursive` those of the folders inside it. */
function scriptsOf(
  files: FileSystem,
  folder: string,
  realFolder: string,
  options: { readonly recursive: boolean; readonly sourceless: boolean },
): readonly string[] {
  const entries = [...files.list(folder)].sort((first, second) => byName(first.name, second.name));
  const fileEntries = entries.filter((entry) => !entry.isFolder);
  const names = new Set(fileEntries.map((entry) => entry.name));
  if (options.sourceless) refuseCompiled(folder, names);
  const paths = fileEntries
    .filter((entry) => isScriptName(entry.name, names))
    .map(({ name, isLink }) => (isLink ? linkedFile(files, join(folder, name)) : `${realFolder}${sep}${name}`));
  if (!options.recursive) return paths;
  const inside = entries
    .filter((entry) => entry.isFolder && !entry.name.endsWith("__pycache__") && entry.name !== "node_modules")
    .map((entry) => scriptsOf(files, join(folder, entry.name), join(realFolder, entry.name), options));
  return [paths, ...inside].flat();
}

/**
 * The revision files of all version folders, in the order of the graph. A missing folder has none; a file that is
 * reached twice is listed once, with a warning.
 */
export function discoverScripts(config: Config, folders: readonly string[]): readonly string[] {
  const { files, warn } = config.services;
  const options = {
    recursive: config.getAlembicBooleanOption("recursive_version_locations"),
    sourceless: config.getAlembicBooleanOption("sourceless"),
  };
  const seen = new Set<string>();
  const paths: string[] = [];
  for (const folder of folders) {
    if (!files.exists(folder)) continue;
    for (const path of scriptsOf(files, folder, files.realPath(folder), options)) {
      if (seen.has(path)) {
        const message = `File ${path} loaded twice! ignoring. Please ensure version_locations is unique.`;
        warn({ category: "UserWarning", message });
        continue;
      }
      seen.add(path);
      paths.push(path);
    }
  }
  return paths;
}
