import { CommandError } from "../support/command-error.js";
import { isDate } from "../support/is-built-in.js";
import { pythonFormat } from "./python/python-format.js";
import { pythonRepr } from "./python/python-repr.js";

/** A value of pyproject.toml's `[tool.alembic]` or of package.json's `alembic`, after interpolation. */
export type ConfigValue =
  | string
  | number
  | boolean
  | readonly string[]
  | Readonly<Record<string, string>>
  | readonly Readonly<Record<string, string>>[];

/** The untyped table of keys that a TOML or JSON file holds. */
export type RawTable = Readonly<Record<string, unknown>>;

const isTable = (value: unknown): value is RawTable =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isDate(value);

/**
 * The keys of `[tool.alembic]` or of package.json's `alembic`, with `%(here)s` and the like filled in when they are
 * asked for.
 *
 * @example
 * ```ts
 * import { loadConfig } from "alembic-ts";
 *
 * console.log(loadConfig().packageJsonConfig.get("version_locations"));
 * ```
 */
export class TableValues {
  readonly #values: RawTable;
  readonly #args: Readonly<Record<string, string>> | undefined;

  /** Without `args` the values are taken as they are and a `%` means itself. @internal */
  constructor(values: RawTable, args?: Readonly<Record<string, string>>) {
    this.#values = values;
    this.#args = args;
  }

  /** Whether the table has the key. */
  has(key: string): boolean {
    return Object.hasOwn(this.#values, key) && this.#values[key] !== null;
  }

  /**
   * The value of a key.
   *
   * @throws {CommandError} Where the value is of a kind that no key has, or cannot be filled in.
   */
  get(key: string): ConfigValue | undefined {
    if (!this.has(key)) return undefined;
    const value = this.#values[key];
    if (typeof value === "string") return this.#fill(key, value);
    if (typeof value === "boolean") return value;
    if (typeof value === "bigint") return Number(value);
    if (typeof value === "number" && Number.isInteger(value)) return value;
    if (Array.isArray(value)) {
      return isTable(value[0])
        ? value.map((item) => this.#table(key, item))
        : value.map((item) => this.#text(key, item));
    }
    if (isTable(value)) return this.#table(key, value);
    throw new CommandError(`unsupported TOML value type for key: ${pythonRepr(key)}`);
  }

  /**
   * A boolean key; `false` where it is missing.
   *
   * @throws {CommandError} Where the value is not a boolean.
   */
  getBoolean(key: string): boolean {
    if (!this.has(key)) return false;
    const value = this.#values[key];
    if (typeof value !== "boolean") {
      throw new CommandError(`boolean value expected for TOML parameter ${pythonRepr(key)}`);
    }
    return value;
  }

  #table(key: string, value: unknown): Readonly<Record<string, string>> {
    if (!isTable(value)) throw new CommandError(`unsupported TOML value type for key: ${pythonRepr(key)}`);
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.#text(`${key}.${name}`, item)]));
  }

  #text(key: string, value: unknown): string {
    if (typeof value !== "string") {
      throw new CommandError(`unsupported TOML value type for key: ${pythonRepr(key)}`);
    }
    return this.#fill(key, value);
  }

  #fill(key: string, text: string): string {
    return this.#args === undefined ? text : pythonFormat(text, this.#args, `key ${pythonRepr(key)}`);
  }
}
