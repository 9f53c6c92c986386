import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Config } from "../config/config.js";
import type { FileSystem } from "../config/file-system.js";

/** A template of {@link init}. */
export interface TemplateView {
  readonly name: string;
  /** First line of its README. */
  readonly synopsis: string;
}

/**
 * Lists the templates of `init`.
 *
 * @returns the templates by name.
 * @example
 * ```ts
 * import { command, loadConfig } from "alembic-ts";
 *
 * for (const template of await command.listTemplates(loadConfig())) console.log(template.name);
 * ```
 */
export async function listTemplates(config: Config): Promise<readonly TemplateView[]> {
  const { files } = config.services;
  const folder = templateFolder(files);
  const names = files.list(folder).flatMap((entry) => (entry.isFolder ? [entry.name] : []));
  const templates = names.sort().map((name) => ({
    name,
    synopsis: (files.readText(join(folder, name, "README")).split("\n")[0] ?? "").trimEnd(),
  }));
  config.printStdout("Available templates:\n");
  for (const { name, synopsis } of templates) config.printStdout(`${name} - ${synopsis}`);
  config.printStdout("\nTemplates are used via the 'init' command, e.g.:");
  config.printStdout("\n  alembic-ts init --template generic ./scripts");
  return templates;
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
