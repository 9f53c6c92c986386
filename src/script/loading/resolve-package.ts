import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { findModuleFile } from "./find-module-file.js";

type Manifest = Readonly<Record<string, unknown>>;

const conditions = new Set(["node", "import", "node-addons", "default"]);

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

function readManifest(folder: string): Manifest | undefined {
  const path = join(folder, "package.json");
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Manifest;
  } catch {
    // Node refuses such a package too; here it has no exports.
    return {};
  }
}

/** The folders from a file upwards. */
function* foldersAbove(path: string): Iterable<string> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    yield folder;
    if (folder === dirname(folder)) return;
  }
}

/** Resolves a target of `exports` or `imports`: a string, conditions in their order, or alternatives. */
function targetOf(target: unknown, star: string): string | undefined {
  if (typeof target === "string") return target.replaceAll("*", star);
  if (Array.isArray(target)) return target.map((one) => targetOf(one, star)).find((one) => one !== undefined);
  if (typeof target !== "object" || target === null) return undefined;
  for (const [condition, value] of Object.entries(target)) {
    const found = conditions.has(condition) ? targetOf(value, star) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Looks a subpath up in `exports` or `imports`: by its name, else by the longest pattern that it matches. */
function lookUp(table: Manifest, key: string): string | undefined {
  if (key in table && !key.includes("*")) return targetOf(table[key], "");
  const patterns = Object.keys(table)
    .filter((pattern) => pattern.includes("*"))
    .map((pattern) => ({
      pattern,
      start: pattern.slice(0, pattern.indexOf("*")),
      end: pattern.slice(pattern.indexOf("*") + 1),
    }))
    .filter(({ start, end }) => key.startsWith(start) && key.endsWith(end) && key.length >= start.length + end.length)
    .sort((first, second) => second.start.length - first.start.length);
  const [best] = patterns;
  return best && targetOf(table[best.pattern], key.slice(best.start.length, key.length - best.end.length));
}

function exportedFile(folder: string, manifest: Manifest, subpath: string): string | undefined {
  const { exports } = manifest;
  if (exports !== undefined && exports !== null) {
    const isTable = typeof exports === "object" && !Array.isArray(exports) && Object.keys(exports)[0]?.startsWith(".");
    const table: Manifest = isTable ? (exports as Manifest) : { ".": exports };
    const target = lookUp(table, subpath);
    return target?.startsWith("./") ? join(folder, target) : undefined;
  }
  if (subpath !== ".") return join(folder, subpath);
  const main = typeof manifest["main"] === "string" ? manifest["main"] : "index.js";
  return [main, `${main}.js`, join(main, "index.js"), "index.js"].map((name) => join(folder, name)).find(isFile);
}

/**
 * Finds the file of a package as `import` does in a file: from the folders above it, with the conditions of ES modules.
 *
 * @returns The file's path, symbolic links followed; for an entry of `imports` that names a package, its name;
 * `undefined` where it is missing.
 */
export function resolvePackage(specifier: string, importer: string): string | undefined {
  const existing = (path: string | undefined): string | undefined =>
    path !== undefined && isFile(path) ? realpathSync.native(path) : undefined;
  if (specifier.startsWith("#")) {
    for (const folder of foldersAbove(importer)) {
      const manifest = readManifest(folder);
      if (manifest === undefined) continue;
      const target = lookUp((manifest["imports"] ?? {}) as Manifest, specifier);
      return target?.startsWith("./") ? existing(findModuleFile(join(folder, target))) : target;
    }
    return undefined;
  }
  const parts = specifier.split("/");
  const name = parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
  const subpath = [".", ...parts.slice(name.split("/").length)].join("/");
  for (const folder of foldersAbove(importer)) {
    const own = readManifest(folder);
    if (own?.["name"] === name && own["exports"] !== undefined) {
      const path = exportedFile(folder, own, subpath);
      return path && existing(findModuleFile(path));
    }
    const inside = join(folder, "node_modules", name);
    const manifest = readManifest(inside);
    if (manifest !== undefined) return existing(exportedFile(inside, manifest, subpath));
  }
  return undefined;
}
