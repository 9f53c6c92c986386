import { posix, win32 } from "node:path";
import { CommandError } from "../support/command-error.js";

/** The three files that make up a configuration. */
export interface ConfigFileNames {
  readonly ini: string;
  readonly toml: string;
  readonly packageJson: string;
}

type Kind = keyof ConfigFileNames;

function kindOf(name: string): Kind {
  const base = posix.basename(win32.basename(name));
  if (base === "pyproject.toml") return "toml";
  return base === "package.json" ? "packageJson" : "ini";
}

const twice: Readonly<Record<Kind, string>> = {
  ini: "only one ini file may be indicated",
  toml: "pyproject.toml indicated more than once",
  packageJson: "package.json indicated more than once",
};

/**
 * Chooses the configuration files: those of `-c` before that of `ALEMBIC_CONFIG` before the default names.
 *
 * @throws {CommandError} Where two files of one kind are given.
 */
export function configFiles(given: readonly string[], fromEnvironment?: string): ConfigFileNames {
  const names = { ini: "alembic.ini", toml: "pyproject.toml", packageJson: "package.json" };
  if (fromEnvironment) names[kindOf(fromEnvironment)] = fromEnvironment;
  const seen = new Set<Kind>();
  for (const name of given) {
    const kind = kindOf(name);
    if (seen.has(kind)) throw new CommandError(twice[kind]);
    seen.add(kind);
    names[kind] = name;
  }
  return names;
}
