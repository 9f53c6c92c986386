import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FileSystem } from "../config/file-system.js";

/** The folder of this package that holds what `init` copies. */
export function templateFolder(files: FileSystem): string {
  const here = fileURLToPath(import.meta.url);
  for (let folder = dirname(here); folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, "templates");
    if (files.exists(join(path, "generic", "README"))) return path;
  }
  throw new Error("the templates of alembic-ts are missing");
}
