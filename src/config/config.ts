import { CommandError } from "../support/command-error.js";
import type { Output } from "../support/output.js";
import { printable, quotedPath } from "../support/printable.js";
import { type ConfigArguments, requireConfigArguments } from "./config-arguments.js";
import { type ConfigServices, configServices } from "./config-services.js";
import type { ConfigSources } from "./config-sources.js";
import { IniFile } from "./ini/ini-file.js";
import { prependSysPathsList, versionLocationsList } from "./path-lists.js";
import { type PostWriteHook, postWriteHooks } from "./post-write-hooks.js";
import { pythonRepr } from "./python/python-repr.js";
import { type ConfigValue, TableValues } from "./table-values.js";

/** The way out where there is no configuration. */
const howToConfigure =
  "Run this in the folder that has the configuration (alembic.ini, pyproject.toml or package.json), name the file with " +
  "-c, or make an environment with 'init'.";

/** Fields of a {@link Config}. Each file is read when its first key is asked for. */
export interface ConfigParts {
  readonly cwd: string;
  readonly configFileName: string | undefined;
  readonly tomlFileName: string | undefined;
  readonly packageJsonName: string | undefined;
  readonly configIniSection: string;
  readonly ini: () => IniFile;
  readonly toml: () => TableValues;
  readonly packageJson: () => TableValues;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly cmdOpts: ConfigArguments;
  readonly services: ConfigServices;
}

/** What {@link Config.fromValues} takes besides the values. */
export interface ConfigFromValuesOptions extends Partial<ConfigServices> {
  /** The folder that relative paths start from. Default: the process's working directory. */
  readonly cwd?: string;
  /** Further sections by name, such as one for each database. Default: none. */
  readonly sections?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Objects for the environment, such as a connection. Default: none. */
  readonly attributes?: Readonly<Record<string, unknown>>;
  /** Options as the command line would give them. Default: none. */
  readonly cmdOpts?: ConfigArguments;
}

/**
 * The configuration of one migration environment: alembic.ini, `[tool.alembic]` of pyproject.toml and `alembic` of
 * package.json, in this order, key by key. It never changes; the `with…` methods give copies.
 *
 * {@link loadConfig} reads one from files; {@link Config.fromValues} makes one in memory.
 *
 * @example
 * ```ts
 * import { Config } from "alembic-ts";
 *
 * const config = Config.fromValues({ scriptLocation: "migrations", "sqlalchemy.url": "sqlite:///app.db" });
 * config.getMainOption("sqlalchemy.url"); // "sqlite:///app.db"
 * ```
 */
export class Config implements ConfigSources {
  readonly #parts: ConfigParts;
  #ini: IniFile | undefined;
  #toml: TableValues | undefined;
  #packageJson: TableValues | undefined;

  /** @internal */
  constructor(parts: ConfigParts) {
    requireConfigArguments(parts.cmdOpts);
    this.#parts = parts;
  }

  /**
   * Makes a configuration in memory. Keys are Alembic's own (`script_location`, `sqlalchemy.url`, …) or their
   * camelCase form; values are taken as they are, so a `%` needs no doubling.
   */
  static fromValues(
    values: Readonly<Record<string, ConfigValue | undefined>>,
    options: ConfigFromValuesOptions = {},
  ): Config {
    const main: Record<string, string> = {};
    const lists: Record<string, ConfigValue> = {};
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) continue;
      if (typeof value === "object") lists[optionKey(name)] = value;
      else main[optionKey(name)] = String(value);
    }
    return new Config({
      cwd: options.cwd ?? ".",
      configFileName: undefined,
      tomlFileName: undefined,
      packageJsonName: undefined,
      configIniSection: "alembic",
      ini: () => IniFile.fromValues({ ...options.sections, alembic: main }),
      toml: () => new TableValues(lists),
      packageJson: () => new TableValues({}),
      attributes: options.attributes ?? {},
      cmdOpts: options.cmdOpts ?? {},
      services: configServices(options),
    });
  }

  /** The folder that relative paths start from. */
  get cwd(): string {
    return this.#parts.cwd;
  }

  /** The ini file as it was named; it need not exist. */
  get configFileName(): string | undefined {
    return this.#parts.configFileName;
  }

  /** The pyproject.toml as it was named; it need not exist. */
  get tomlFileName(): string | undefined {
    return this.#parts.tomlFileName;
  }

  /** The package.json as it was named; it need not exist. */
  get packageJsonName(): string | undefined {
    return this.#parts.packageJsonName;
  }

  /** The main section of the ini file: `alembic`, or that of `-n`. */
  get configIniSection(): string {
    return this.#parts.configIniSection;
  }

  /** Objects that the program hands to its environment, such as a connection. */
  get attributes(): Readonly<Record<string, unknown>> {
    return this.#parts.attributes;
  }

  /** The options of the command line. */
  get cmdOpts(): ConfigArguments {
    return this.#parts.cmdOpts;
  }

  /** Where results go. */
  get output(): Output {
    return this.#parts.services.output;
  }

  /** Where log events go. */
  get logger(): ConfigServices["logger"] {
    return this.#parts.services.logger;
  }

  /** All that the run uses of the outside world. */
  get services(): ConfigServices {
    return this.#parts.services;
  }

  /** The ini file, for more than single options. */
  get fileConfig(): IniFile {
    this.#ini ??= this.#parts.ini();
    return this.#ini;
  }

  /** The keys of `[tool.alembic]`. */
  get tomlAlembicConfig(): TableValues {
    this.#toml ??= this.#parts.toml();
    return this.#toml;
  }

  /** The keys of package.json's `alembic`. */
  get packageJsonConfig(): TableValues {
    this.#packageJson ??= this.#parts.packageJson();
    return this.#packageJson;
  }

  /**
   * An option of the main section of the ini file; pyproject.toml and package.json are not asked.
   *
   * @throws {CommandError} Where the ini file or its main section is missing.
   */
  getMainOption(name: string, defaultValue: string): string;
  getMainOption(name: string, defaultValue?: string): string | undefined;
  getMainOption(name: string, defaultValue?: string): string | undefined {
    return this.getSectionOption(this.configIniSection, name, defaultValue);
  }

  /**
   * An option of any section of the ini file.
   *
   * @throws {CommandError} Where the ini file or the section is missing.
   */
  getSectionOption(section: string, name: string, defaultValue: string): string;
  getSectionOption(section: string, name: string, defaultValue?: string): string | undefined;
  getSectionOption(section: string, name: string, defaultValue?: string): string | undefined {
    if (!this.fileConfig.hasSection(section)) {
      throw new CommandError(
        `No config file ${pythonRepr(this.configFileName)} found, or file has no '[${section}]' section`,
        { hint: howToConfigure },
      );
    }
    return this.fileConfig.get(section, name) ?? defaultValue;
  }

  /** The hint for an error about a missing option that every command needs. @internal */
  get _howToConfigure(): string {
    const { configFileName: name, configIniSection: section } = this;
    const isChosen = name !== undefined && (name !== "alembic.ini" || section !== "alembic");
    if (!isChosen || this.fileConfig.hasSection(section)) return howToConfigure;
    return `${quotedPath(name)} does not exist or has no section [${section}]. -c names the configuration file, -n its section.`;
  }

  /** All options of a section of the ini file, or `defaultValue` where there is no such section. */
  getSection(name: string, defaultValue: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
  getSection(name: string): Readonly<Record<string, string>> | undefined;
  getSection(
    name: string,
    defaultValue?: Readonly<Record<string, string>>,
  ): Readonly<Record<string, string>> | undefined {
    return this.fileConfig.items(name) ?? defaultValue;
  }

  /**
   * An option in its own type: of the ini file's main section, else of pyproject.toml, else of package.json.
   *
   * @throws {CommandError} Where the value is of a kind that no option has.
   */
  getAlembicValue(name: string): ConfigValue | undefined {
    return (
      this.fileConfig.get(this.configIniSection, name) ??
      this.tomlAlembicConfig.get(name) ??
      this.packageJsonConfig.get(name)
    );
  }

  /**
   * An option as text: of the ini file's main section, else of pyproject.toml, else of package.json.
   *
   * @throws {CommandError} Where the value is a list or a table.
   */
  getAlembicOption(name: string, defaultValue: string): string;
  getAlembicOption(name: string, defaultValue?: string): string | undefined;
  getAlembicOption(name: string, defaultValue?: string): string | undefined {
    const value = this.getAlembicValue(name);
    if (value === undefined) return defaultValue;
    if (typeof value === "object") throw new CommandError(`string value expected for parameter ${pythonRepr(name)}`);
    return String(value);
  }

  /**
   * A boolean option: `true` in an ini file is the word `true` and nothing else.
   *
   * @throws {CommandError} Where pyproject.toml or package.json holds anything but a boolean.
   */
  getAlembicBooleanOption(name: string): boolean {
    const text = this.fileConfig.get(this.configIniSection, name);
    if (text !== undefined) return text === "true";
    return this.tomlAlembicConfig.has(name)
      ? this.tomlAlembicConfig.getBoolean(name)
      : this.packageJsonConfig.getBoolean(name);
  }

  /**
   * How long a revision's identifier may be: `version_num_length`, or 32 as in Alembic.
   *
   * @throws {CommandError} Where the value is not a positive whole number.
   */
  getVersionNumLength(): number {
    const text = this.getAlembicOption("version_num_length", "32");
    if (/^[1-9]\d*$/.test(text)) return Number(text);
    throw new CommandError(`version_num_length has to be a positive whole number, not ${pythonRepr(text)}`);
  }

  /** The folders that hold revisions, or `undefined` for the default one. */
  getVersionLocationsList(): readonly string[] | undefined {
    return versionLocationsList(this);
  }

  /** The paths of `prepend_sys_path`, in which the modules of Python files are looked for. */
  getPrependSysPathsList(): readonly string[] | undefined {
    return prependSysPathsList(this);
  }

  /** The tools that run on each new revision file. */
  getHooksList(): readonly PostWriteHook[] {
    return postWriteHooks(this);
  }

  /** Writes a result line, unless the run is quiet; control characters in it are written out. */
  printStdout(text: string, options: { readonly isPainted?: boolean } = {}): void {
    // In a text with our own colours, control characters are written out already.
    if (this.cmdOpts.quiet !== true) this.output.out(`${options.isPainted === true ? text : printable(text)}\n`);
  }

  /**
   * A copy whose main section holds another value; `%` is to be doubled, as in the file.
   *
   * @throws {CommandError} Where a `%` is not doubled, or the ini file cannot be parsed.
   */
  withMainOption(name: string, value: string): Config {
    return this.withSectionOption(this.configIniSection, name, value);
  }

  /**
   * A copy in which an option of a section has another value; `%` is to be doubled, as in the file.
   *
   * @throws {CommandError} Where a `%` is not doubled, or the ini file cannot be parsed.
   */
  withSectionOption(section: string, name: string, value: string): Config {
    const ini = this.fileConfig.withOption(section, name, value);
    return this.with({ ini: () => ini });
  }

  /** A copy with further objects for the environment. */
  withAttributes(attributes: Readonly<Record<string, unknown>>): Config {
    return this.with({ attributes: { ...this.attributes, ...attributes } });
  }

  /** A copy with other command-line options. */
  withCmdOpts(cmdOpts: ConfigArguments): Config {
    return this.with({ cmdOpts: { ...this.cmdOpts, ...cmdOpts } });
  }

  /** A copy that uses other services, such as another output. */
  withServices(services: Partial<ConfigServices>): Config {
    return this.with({ services: { ...this.services, ...services } });
  }

  /** @internal */
  with(parts: Partial<ConfigParts>): Config {
    return new Config({
      ...this.#parts,
      ini: () => this.fileConfig,
      toml: () => this.tomlAlembicConfig,
      packageJson: () => this.packageJsonConfig,
      ...parts,
    });
  }
}

/** The options that {@link Config.fromValues} takes in camelCase too. */
const knownOptions = [
  "script_location",
  "file_template",
  "truncate_slug_length",
  "revision_environment",
  "version_locations",
  "path_separator",
  "version_path_separator",
  "recursive_version_locations",
  "prepend_sys_path",
  "output_encoding",
  "post_write_hooks",
];

const camelCase = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Alembic's name of an option that may be written in camelCase; any other name stays as it is. */
function optionKey(name: string): string {
  return knownOptions.find((key) => camelCase(key) === name) ?? name;
}
