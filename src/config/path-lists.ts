import { CommandError } from "../support/command-error.js";
import { ownValue } from "../support/own-value.js";
import { strip } from "../support/strip.js";
import type { ConfigSources } from "./config-sources.js";
import type { ConfigValue } from "./table-values.js";

const separators: Readonly<Record<string, string>> = {
  space: " ",
  newline: "\n",
  ":": ":",
  ";": ";",
};

/** The separator between paths on this system: Python's `os.pathsep`. */
export const osPathSeparator = (platform: string): string => (platform === "win32" ? ";" : ":");

function separator(sources: ConfigSources, ...names: readonly string[]): string | undefined {
  const { fileConfig: ini, configIniSection: section } = sources;
  const name = names.find((candidate) => ini.get(section, candidate) !== undefined);
  if (name === undefined) return undefined;
  const value = ini.get(section, name) ?? "";
  const found = value === "os" ? osPathSeparator(sources.services.platform) : ownValue(separators, value);
  if (found === undefined || !["os", ...Object.keys(separators)].includes(value)) {
    throw new CommandError(`'${value}' is not a valid value for ${name}; expected 'space', 'newline', 'os', ':', ';'`);
  }
  if (name === "version_path_separator") {
    sources.services.warn({
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
  sources: ConfigSources,
  name: string,
  separatorNames: readonly string[],
  legacy: { readonly pattern: RegExp; readonly words: string },
): readonly string[] | undefined {
  const { fileConfig, configIniSection: section } = sources;
  if (!fileConfig.get(section, name)) {
    return listOf(name, sources.tomlAlembicConfig.get(name) ?? sources.packageJsonConfig.get(name));
  }
  const between = separator(sources, ...separatorNames);
  if (between !== undefined) {
    return fileConfig.getParts(section, name, (text) =>
      text
        .split(between)
        .filter((item) => item !== "")
        .map(strip),
    );
  }
  sources.services.warn({
    category: "DeprecationWarning",
    message: `No path_separator found in configuration; falling back to legacy splitting on ${legacy.words} for ${name}.  Consider adding path_separator=os to Alembic config.`,
  });
  return fileConfig.getParts(section, name, (text) => text.split(legacy.pattern));
}

/** Splits `version_locations`. */
export function versionLocationsList(sources: ConfigSources): readonly string[] | undefined {
  return pathList(sources, "version_locations", ["path_separator", "version_path_separator"], {
    pattern: /, *| +/,
    words: "spaces/commas",
  });
}

/** Splits `prepend_sys_path`. */
export function prependSysPathsList(sources: ConfigSources): readonly string[] | undefined {
  return pathList(sources, "prepend_sys_path", ["path_separator"], {
    pattern: /, *| +|:/,
    words: "spaces, commas, and colons",
  });
}
