import { statSync } from "node:fs";
import { extname, join } from "node:path";

/** What TypeScript lets one write for a file that is really a TypeScript file. */
const writtenFor: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"],
};
const addedEndings = [".ts", ".mts", ".js", ".mjs", ".cjs", ".json"];

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** The file behind a path as an import writes it, or `undefined` where there is none. */
export function findModuleFile(path: string): string | undefined {
  if (isFile(path)) return path;
  const ending = extname(path);
  const stem = path.slice(0, path.length - ending.length);
  const candidates = [
    ...(writtenFor[ending] ?? []).map((other) => stem + other),
    ...addedEndings.map((other) => path + other),
    ...addedEndings.map((other) => join(path, `index${other}`)),
  ];
  return candidates.find(isFile);
}
