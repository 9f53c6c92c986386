import { listTemplates as findTemplates, type TemplateView } from "../../commands/list-templates.js";
import type { Config } from "../../config/config.js";

/**
 * Prints the templates of `init`.
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
  const templates = await findTemplates(config);
  config.printStdout("Available templates:\n");
  for (const { name, synopsis } of templates) config.printStdout(`${name} - ${synopsis}`);
  config.printStdout("\nTemplates are used via the 'init' command, e.g.:");
  config.printStdout("\n  alembic-ts init --template generic ./scripts");
  return templates;
}
