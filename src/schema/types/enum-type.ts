import { ArgumentError } from "../arguments/argument-error.js";
import { optionKeys } from "../arguments/option-keys.js";
import type { PositionalArguments } from "../arguments/positional-arguments.js";
import { showArgument } from "../arguments/show-argument.js";
import type { NotList } from "../arguments/size-arguments.js";
import { splitOptions } from "../arguments/split-options.js";
import { Conv } from "../names/conv.js";
import type { MetaData } from "../schema-classes.js";
import { StringType } from "./string-type.js";

/** Options of {@link EnumType}. */
export interface EnumOptions {
  /** Name of the type, and of the CHECK where there is one; PostgreSQL needs it. */
  readonly name?: string | Conv | null;
  /** Add a CHECK of the values on databases with no enum type; by default `false`. */
  readonly createConstraint?: boolean;
  /** Use the database's own enum type where there is one; by default `true`. */
  readonly nativeEnum?: boolean;
  /** Length of the VARCHAR; by default the longest value. */
  readonly length?: number | null;
  /** Schema of the type, on databases where types have one. */
  readonly schema?: string | null;
  /** Metadata whose schema the type is in. */
  readonly metadata?: MetaData;
  /** Take the schema of the table that uses it. */
  readonly inheritSchema?: boolean;
  readonly collation?: string | null;
  /** `true` quotes the name of the type, `false` never does; by default where the dialect needs it. */
  readonly quote?: boolean | null;
  /** Whether the application checks values before it sends them; kept for the models. */
  readonly validateStrings?: boolean;
}

/** The names of {@link EnumOptions}. */
export const enumOptionKeys = optionKeys<EnumOptions>({
  name: true,
  createConstraint: true,
  nativeEnum: true,
  length: true,
  schema: true,
  metadata: true,
  inheritSchema: true,
  collation: true,
  quote: true,
  validateStrings: true,
});

/** Arguments of {@link EnumType}: the values, then options. */
export type EnumArguments = string[] | [...values: string[], options: EnumOptions & NotList];

/** One of a list of strings: an enum type where the database has one, otherwise a VARCHAR. */
export class EnumType extends StringType {
  static override readonly positional: PositionalArguments = "any";
  override readonly visitName: string = "enum";
  readonly enums: readonly string[];
  readonly name: string | Conv | null;
  readonly createConstraint: boolean;
  readonly nativeEnum: boolean;
  readonly schema: string | null;
  readonly inheritSchema: boolean;
  readonly metadata: MetaData | null;
  readonly quote: boolean | null;
  /** Whether the length was given, and not derived from the longest value. */
  readonly lengthGiven: boolean;
  /** The values that are stored for others, such as the name of a member of an enum class for its value. */
  storedFor: ReadonlyMap<unknown, string> | null = null;

  constructor(...args: EnumArguments) {
    const { items, options } = splitOptions<string, EnumOptions>(args);
    const wrong = items.findIndex((value) => typeof value !== "string");
    if (wrong >= 0) throw new ArgumentError(`Enum() takes its values as strings, not ${showArgument(items[wrong])}`);
    const longest = Math.max(0, ...items.map((value) => [...value].length));
    if (options.length !== undefined && options.length !== null && options.nativeEnum === false) {
      if (options.length < longest) {
        throw new ArgumentError(
          `When provided, length must be larger or equal than the length of the longest enum value. ${options.length} < ${longest}`,
        );
      }
    }
    super(options.length ?? longest, { collation: options.collation ?? null });
    this.enums = items;
    this.name = options.name ?? null;
    this.createConstraint = options.createConstraint ?? false;
    this.nativeEnum = options.nativeEnum ?? true;
    this.schema = options.schema ?? options.metadata?.schema ?? null;
    this.inheritSchema = options.inheritSchema ?? false;
    this.metadata = options.metadata ?? null;
    this.quote = options.quote ?? null;
    this.lengthGiven = options.length !== undefined && options.length !== null;
  }

  /** The name as plain text. */
  get enumName(): string | null {
    return this.name instanceof Conv ? this.name.name : this.name;
  }
  override get typeName(): string {
    return "Enum";
  }
  override parameters(): readonly unknown[] {
    const options: Record<string, unknown> = {};
    if (this.enumName !== null) options["name"] = this.enumName;
    if (this.schema !== null) options["schema"] = this.schema;
    if (this.quote !== null) options["quote"] = this.quote;
    if (this.inheritSchema) options["inheritSchema"] = true;
    if (this.createConstraint) options["createConstraint"] = true;
    if (!this.nativeEnum) options["nativeEnum"] = false;
    if (this.lengthGiven) options["length"] = this.length;
    return Object.keys(options).length === 0 ? this.enums : [...this.enums, options];
  }
}
