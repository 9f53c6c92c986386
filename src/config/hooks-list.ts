import { CommandError } from "../support/command-error.js";
import type { Config } from "./config.js";
import type { PostWriteHook } from "./post-write-hook.js";

/**
 * The post-write hooks: of the ini file's `[post_write_hooks]`, else of pyproject.toml, else of package.json.
 *
 * @throws {CommandError} Where a hook of pyproject.toml or package.json has no name.
 */
export function hooksList(config: Config): readonly PostWriteHook[] {
  const section = config.getSection("post_write_hooks");
  if (section === undefined) return tableHooks(config);
  return (section["hooks"] ?? "")
    .split(/, *| +/)
    .filter((name) => name !== "")
    .map((name) => ({
      name,
      options: Object.fromEntries(
        Object.entries(section)
          .filter(([key]) => key.startsWith(`${name}.`))
          .map(([key, value]) => [key.slice(name.length + 1), value]),
      ),
    }));
}

function tableHooks(config: Config): readonly PostWriteHook[] {
  const value =
    config.tomlAlembicConfig.get("post_write_hooks") ?? config.packageJsonConfig.get("post_write_hooks") ?? [];
  if (!Array.isArray(value)) throw new CommandError("list of tables expected for parameter 'post_write_hooks'");
  return (value as readonly (string | Readonly<Record<string, string>>)[]).map((table) => {
    if (typeof table === "string") throw new CommandError("list of tables expected for parameter 'post_write_hooks'");
    const { name, ...options } = table;
    if (name === undefined) throw new CommandError("Key 'name' is required for each of the 'post_write_hooks'");
    return { name, options };
  });
}
