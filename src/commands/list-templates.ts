import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Config } from "../config/config.js";
import type { FileSystem } from "../config/file-system.js";

/** A template of `init`. */
export interface TemplateView {
  readonly name: string;
  /** First line of its README. */
  readonly synopsis: string;
}

/** Lists the templates of `init` by name. */
export async function listTemplates(config: Config): Promise<readonly TemplateView[]> {
  const { files } = config.services;
  const folder = templateFolder(files);
  const names = files.list(folder).flatMap((entry) => (entry.isFolder ? [entry.name] : []));
  return names.sort().map((name) => ({
    name,
    synopsis: (files.readText(join(folder, name, "README")).split("\n")[0] ?? "").trimEnd(),
  }));
}

/** The folder of this package that holds what `init` copies. */
export function templateFolder(files: FileSystem): string {
  const here = fileURLToPath(import.meta.url);
  for (let folder = dirname(here); folder !== dirname(folder); folder = dirname(folder)) {
    const path = join(folder, "templates");
    if (files.exists(join(path, "generic", "README"))) return path;
  }
  throw new Error("the templates of alembic-ts are missing");
}
