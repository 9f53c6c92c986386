import { CommandError } from "../support/command-error.js";
import { strip } from "../support/strip.js";
import type { Config } from "./config.js";
import type { ConfigValue } from "./config-value.js";

const separators: Readonly<Record<string, string>> = {
  space: " ",
  newline: "\n",
  ":": ":",
  ";": ";",
};

/** What stands between paths on this system, as Python's `os.pathsep`. */
export const osPathSeparator = (platform: string): string => (platform === "win32" ? ";" : ":");

function separator(config: Config, ...names: readonly string[]): string | undefined {
  const name = names.find((candidate) => config.getMainOption(candidate) !== undefined);
  if (name === undefined) return undefined;
  const value = config.getMainOption(name, "");
  const found = value === "os" ? osPathSeparator(config.services.platform) : separators[value];
  if (found === undefined || !["os", ...Object.keys(separators)].includes(value)) {
    throw new CommandError(`'${value}' is not a valid value for ${name}; expected 'space', 'newline', 'os', ':', ';'`);
  }
  if (name === "version_path_separator") {
    config.services.warn({
      category: "DeprecationWarning",
      message: "The version_path_separator configuration parameter is deprecated; please use path_separator",
    });
  }
  return found;
}

function listOf(name: string, value: ConfigValue | undefined): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string") return [value];
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
  throw new CommandError(`list of strings expected for parameter '${name}'`);
}

function pathList(
  config: Config,
  name: string,
  separatorNames: readonly string[],
  legacy: { readonly pattern: RegExp; readonly words: string },
): readonly string[] | undefined {
  const text = config.fileConfig.get(config.configIniSection, name);
  if (!text) {
    return listOf(name, config.tomlAlembicConfig.get(name) ?? config.packageJsonConfig.get(name));
  }
  const between = separator(config, ...separatorNames);
  if (between !== undefined) {
    return text
      .split(between)
      .filter((item) => item !== "")
      .map(strip);
  }
  config.services.warn({
    category: "DeprecationWarning",
    message: `No path_separator found in configuration; falling back to legacy splitting on ${legacy.words} for ${name}.  Consider adding path_separator=os to Alembic config.`,
  });
  return text.split(legacy.pattern);
}

/** Splits `version_locations`. */
export function versionLocationsList(config: Config): readonly string[] | undefined {
  return pathList(config, "version_locations", ["path_separator", "version_path_separator"], {
    pattern: /, *| +/,
    words: "spaces/commas",
  });
}

/** Splits `prepend_sys_path`. */
export function prependSysPathsList(config: Config): readonly string[] | undefined {
  return pathList(config, "prepend_sys_path", ["path_separator"], {
    pattern: /, *| +|:/,
    words: "spaces, commas, and colons",
  });
}
