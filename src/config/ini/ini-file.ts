import { CommandError } from "../../support/command-error.js";
import { interpolateIni } from "./interpolate-ini.js";
import { type IniSections, parseIni } from "./parse-ini.js";

/**
 * An ini file as Python's `ConfigParser` reads it: keys in lower case, `[DEFAULT]` as the fallback of every section,
 * `%(name)s` filled in from the same section.
 *
 * @example
 * ```ts
 * import { IniFile } from "alembic-ts";
 *
 * const ini = IniFile.parse("[alembic]\\nurl = %(here)s/x\\n", "alembic.ini", { here: "/app" });
 * console.log(ini.get("alembic", "url")); // /app/x
 * ```
 */
export class IniFile {
  readonly #name: string;
  readonly #sections: IniSections;
  readonly #defaults: ReadonlyMap<string, string>;
  /** The value of `here` where the file does not give one itself. */
  readonly #here: string | undefined;

  /** @internal */
  constructor(
    name: string,
    sections: IniSections,
    defaults: ReadonlyMap<string, string>,
    here: string | undefined = undefined,
  ) {
    this.#name = name;
    this.#sections = sections;
    this.#defaults = defaults;
    this.#here = here;
  }

  /**
   * Parses the text of an ini file. `args` are keys that every section sees, such as `here`, taken as they are.
   *
   * @throws {CommandError} With the file's name and line, where the text breaks ConfigParser's rules.
   */
  static parse(text: string, name: string, args: Readonly<Record<string, string>> = {}): IniFile {
    const parsed = parseIni(text, name);
    const here = parsed.defaults.has("here") ? undefined : args["here"];
    return new IniFile(name, parsed.sections, new Map([...escaped(args), ...parsed.defaults]), here);
  }

  /** A file that holds sections made in memory, whose values are taken as they are: a `%` means itself. */
  static fromValues(
    sections: Readonly<Record<string, Readonly<Record<string, string>>>>,
    args: Readonly<Record<string, string>> = {},
  ): IniFile {
    const maps = Object.entries(sections).map(([name, values]) => [name, escaped(values)] as const);
    return new IniFile("<values>", new Map(maps), escaped(args));
  }

  /** The names of the sections, without `[DEFAULT]`. */
  get sections(): readonly string[] {
    return [...this.#sections.keys()];
  }

  /** Whether the file has the section; `[DEFAULT]` does not count. */
  hasSection(section: string): boolean {
    return this.#sections.has(section);
  }

  /** Whether the section, or `[DEFAULT]` for it, has the option. */
  hasOption(section: string, option: string): boolean {
    const values = this.#sections.get(section);
    if (values === undefined) return false;
    const key = option.toLowerCase();
    return values.has(key) || this.#defaults.has(key);
  }

  /**
   * The value of a key, filled in, or `undefined` where the section or the key is missing.
   *
   * @throws {CommandError} Where `%` is used in a way that cannot be filled in.
   */
  get(section: string, option: string): string | undefined {
    if (!this.hasOption(section, option)) return undefined;
    const lookUp = (key: string): string | undefined =>
      this.#sections.get(section)?.get(key) ?? this.#defaults.get(key);
    return interpolateIni(lookUp, section, option.toLowerCase(), this.#name);
  }

  /**
   * The value of a key in parts. The folder that `%(here)s` stands for stays whole, whatever the parts are split at.
   *
   * @throws {CommandError} Where `%` is used in a way that cannot be filled in.
   */
  getParts(section: string, option: string, split: (text: string) => readonly string[]): readonly string[] | undefined {
    if (!this.hasOption(section, option)) return undefined;
    const here = this.#here;
    const values = this.#sections.get(section);
    const isOwn = here !== undefined && !values?.has("here");
    const lookUp = (key: string): string | undefined =>
      isOwn && key === "here" ? placeOfHere : (values?.get(key) ?? this.#defaults.get(key));
    const text = interpolateIni(lookUp, section, option.toLowerCase(), this.#name);
    return split(text).map((part) => (isOwn ? part.replaceAll(placeOfHere, () => here) : part));
  }

  /** The value of a key as the file has it, `%` and all. */
  getRaw(section: string, option: string): string | undefined {
    const key = option.toLowerCase();
    return this.hasOption(section, option)
      ? (this.#sections.get(section)?.get(key) ?? this.#defaults.get(key))
      : undefined;
  }

  /** The keys of a section with those of `[DEFAULT]`; none where there is no such section. */
  options(section: string): readonly string[] {
    const values = this.#sections.get(section);
    return values === undefined ? [] : [...new Set([...this.#defaults.keys(), ...values.keys()])];
  }

  /** All keys of a section with those of `[DEFAULT]`, filled in; `undefined` where there is no such section. */
  items(section: string): Readonly<Record<string, string>> | undefined {
    const values = this.#sections.get(section);
    if (values === undefined) return undefined;
    return Object.fromEntries(this.options(section).map((key) => [key, this.get(section, key) ?? ""]));
  }

  /** A copy in which one key has another value, in `%`-escaped form as the file would hold it. */
  withOption(section: string, option: string, value: string): IniFile {
    const bare = value.replaceAll("%%", "").replace(/%\([^)%]+\)s/g, "");
    if (bare.includes("%")) {
      throw new CommandError(`invalid interpolation syntax in '${value}' at position ${bare.indexOf("%")}`);
    }
    const values = new Map(this.#sections.get(section) ?? []).set(option.toLowerCase(), value);
    return new IniFile(this.#name, new Map(this.#sections).set(section, values), this.#defaults, this.#here);
  }
}

/** Stands for the folder while a value is split; no value can hold it. */
const placeOfHere = "\0here\0";

function escaped(values: Readonly<Record<string, string>>): Map<string, string> {
  return new Map(Object.entries(values).map(([key, value]) => [key.toLowerCase(), value.replaceAll("%", "%%")]));
}
