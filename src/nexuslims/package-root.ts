import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The installed package, with the folder of its `env.ts` and `versions`. */
export interface PackageRoot {
  readonly folder: string;
  readonly version: string;
}

/**
 * Finds the package that this file is part of, whether it runs from `src` or from a bundle in `dist`.
 *
 * @param start - where to look instead, upwards.
 */
export function packageRoot(start?: string): PackageRoot {
  let folder = start ?? dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const manifest = join(folder, "package.json");
    if (existsSync(join(folder, "env.ts")) && existsSync(manifest)) {
      return { folder, version: (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version };
    }
    const parent = dirname(folder);
    if (parent === folder) throw new Error("The package's env.ts and package.json are missing: install it again.");
    folder = parent;
  }
}
