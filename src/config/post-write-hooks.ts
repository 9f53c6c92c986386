import { CommandError } from "../support/command-error.js";
import type { ConfigSources } from "./config-sources.js";

/** A tool that is run on each new revision file; `options` are its keys as the configuration has them. */
export interface PostWriteHook {
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
}

/**
 * The post-write hooks: of the ini file's `[post_write_hooks]`, else of pyproject.toml, else of package.json.
 *
 * @throws {CommandError} Where a hook of pyproject.toml or package.json has no name.
 */
export function postWriteHooks(sources: ConfigSources): readonly PostWriteHook[] {
  const section = sources.fileConfig.items("post_write_hooks");
  if (section === undefined) return tableHooks(sources);
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

function tableHooks({ tomlAlembicConfig, packageJsonConfig }: ConfigSources): readonly PostWriteHook[] {
  const value = tomlAlembicConfig.get("post_write_hooks") ?? packageJsonConfig.get("post_write_hooks") ?? [];
  if (!Array.isArray(value)) throw new CommandError("list of tables expected for parameter 'post_write_hooks'");
  return (value as readonly (string | Readonly<Record<string, string>>)[]).map((table) => {
    if (typeof table === "string") throw new CommandError("list of tables expected for parameter 'post_write_hooks'");
    const { name, ...options } = table;
    if (name === undefined) throw new CommandError("Key 'name' is required for each of the 'post_write_hooks'");
    return { name, options };
  });
}
