import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The path of a file of an installed package. It is looked for in the folders where Node looks, because Node itself takes
 * some milliseconds for a package that has a list of exports; Node is asked where the package lies elsewhere.
 *
 * @throws as Node does, when the package is not installed.
 */
export function packageFile(name: string, file: string): string {
  for (const folder of foldersFrom(dirname(fileURLToPath(import.meta.url)))) {
    const path = join(folder, "node_modules", name, file);
    if (existsSync(path)) return path;
  }
  const main = createRequire(import.meta.url).resolve(name);
  const folder = [...foldersFrom(dirname(main))].find((one) => existsSync(join(one, "package.json")));
  return join(folder ?? dirname(main), file);
}

/** A folder, and each one above it. */
function* foldersFrom(folder: string): Generator<string> {
  yield folder;
  if (folder !== dirname(folder)) yield* foldersFrom(dirname(folder));
}
