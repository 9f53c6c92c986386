import { createRequire } from "node:module";
import { basename, dirname, posix, resolve, win32 } from "node:path";
import type { parse as parseToml } from "smol-toml";
import { CommandError } from "../support/command-error.js";
import { isError } from "../support/is-built-in.js";
import { Config } from "./config.js";
import type { ConfigArguments } from "./config-arguments.js";
import { type ConfigServices, configServices } from "./config-services.js";
import type { FileSystem } from "./file-system.js";
import { IniFile } from "./ini/ini-file.js";
import { type RawTable, TableValues } from "./table-values.js";

/** Options of {@link loadConfig}; every field may be left out. */
export interface LoadConfigOptions extends Partial<ConfigServices> {
  /**
   * The folder in which alembic.ini, pyproject.toml and package.json are looked for. Default: the working directory.
   */
  readonly cwd?: string;
  /** The files of `-c`. Default: alembic.ini, pyproject.toml and package.json, of which none need exist. */
  readonly configFiles?: readonly string[];
  /** The main section of the ini file. Default: `alembic`. */
  readonly name?: string;
  /** The environment's variables, of which `ALEMBIC_CONFIG` is read. Default: none. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Further names for `%(name)s` besides `here`. Default: none. */
  readonly configArgs?: Readonly<Record<string, string>>;
  /** Options as the command line gives them: `x`, `quiet` and those of the command. Default: none. */
  readonly cmdOpts?: ConfigArguments;
  /** Objects for the environment, such as a connection. Default: none. */
  readonly attributes?: Readonly<Record<string, unknown>>;
}

const posixPath = (path: string): string => path.replaceAll("\\", "/");

function text(files: FileSystem, path: string, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(files.read(path));
  } catch (error) {
    const reason = isError(error) && error.name === "TypeError" ? "it is not UTF-8 text" : (error as Error).message;
    throw new CommandError(`Can't read ${name}: ${reason}`, { cause: error });
  }
}

function table(value: unknown): RawTable | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as RawTable) : undefined;
}

function readToml(files: FileSystem, path: string, name: string): RawTable {
  if (!files.exists(path)) return {};
  // Loaded when it is needed, because most projects have no pyproject.toml.
  const { parse } = createRequire(import.meta.url)("smol-toml") as { readonly parse: typeof parseToml };
  let parsed: RawTable;
  try {
    parsed = parse(text(files, path, name));
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${name}: ${firstLine(error)}`, { cause: error });
  }
  const tool = table(parsed["tool"])?.["alembic"] ?? {};
  const found = table(tool);
  if (found === undefined) throw new CommandError("Incorrect TOML format");
  return found;
}

function readPackageJson(files: FileSystem, path: string, name: string): RawTable {
  if (!files.exists(path)) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(text(files, path, name));
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${name}: ${firstLine(error)}`, { cause: error });
  }
  const found = table(table(parsed)?.["alembic"] ?? {});
  if (found === undefined) throw new CommandError(`${name}: "alembic" is not an object`);
  return found;
}

const firstLine = (error: unknown): string => (isError(error) ? error.message : String(error)).split("\n")[0] ?? "";

/** The three files that make up a configuration. */
interface ConfigFileNames {
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
function configFiles(given: readonly string[], fromEnvironment?: string): ConfigFileNames {
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

/**
 * Reads the configuration of a folder as Alembic does: alembic.ini, then `[tool.alembic]` of pyproject.toml, then
 * `alembic` of package.json, key by key. None of the files need exist; they are read when their first key is asked for.
 *
 * @returns The configuration, which never changes.
 * @throws {CommandError} Where two files of one kind are given. A file that cannot be read or parsed raises when its
 * first key is asked for.
 * @example
 * ```ts
 * import { loadConfig } from "alembic-ts";
 *
 * const config = loadConfig({ cwd: "services/billing", configFiles: ["migrations.ini"] });
 * console.log(config.getAlembicOption("script_location"));
 * ```
 */
export function loadConfig(options: LoadConfigOptions = {}): Config {
  const cwd = resolve(options.cwd ?? ".");
  const names = configFiles(options.configFiles ?? [], options.env?.["ALEMBIC_CONFIG"]);
  const services = configServices(options);
  const { files } = services;
  const section = options.name ?? "alembic";
  const args = (path: string) => ({ ...options.configArgs, here: posixPath(dirname(path)) });
  const [ini, toml, packageJson] = [names.ini, names.toml, names.packageJson].map((name) => resolve(cwd, name)) as [
    string,
    string,
    string,
  ];
  return new Config({
    cwd,
    configFileName: names.ini,
    tomlFileName: names.toml,
    packageJsonName: names.packageJson,
    configIniSection: section,
    ini: () => IniFile.parse(files.exists(ini) ? text(files, ini, names.ini) : "", names.ini, args(ini)),
    toml: () => new TableValues(readToml(files, toml, basename(names.toml)), args(toml)),
    packageJson: () =>
      new TableValues(readPackageJson(files, packageJson, basename(names.packageJson)), args(packageJson)),
    attributes: options.attributes ?? {},
    cmdOpts: options.cmdOpts ?? {},
    services,
  });
}
