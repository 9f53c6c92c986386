import { statSync } from "node:fs";
import { extname, join } from "node:path";

/** The endings that TypeScript allows in an import, and those of the real files. */
const writtenFor: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"],
};
const addedEndings = [".ts", ".mts", ".js", ".mjs", ".cjs", ".json"];

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** The file that the path of an import means, or `undefined` where it is missing. */
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
