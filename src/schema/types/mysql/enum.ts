import { optionKeys } from "../../arguments/option-keys.js";
import type { PositionalArguments } from "../../arguments/positional-arguments.js";
import type { NotList } from "../../arguments/size-arguments.js";
import { splitOptions } from "../../arguments/split-options.js";
import { type EnumOptions, EnumType } from "../enum-type.js";
import { namedType } from "../named-type.js";
import { StringType } from "../string-type.js";
import { typeParameters } from "../type-engine.js";
import {
  type CharacterSet,
  type CharacterSetOptions,
  characterSetOf,
  characterSetOptionKeys,
} from "./character-set.js";

/** Options of {@link ENUM} and {@link SET}. */
export interface MysqlEnumOptions extends Omit<EnumOptions, "length">, CharacterSetOptions {
  /** Whether the application checks values before it sends them; kept for the models. */
  readonly strict?: boolean;
}

/** The names of {@link MysqlEnumOptions}. */
export const mysqlEnumOptionKeys = optionKeys<MysqlEnumOptions>({
  ...characterSetOptionKeys.names,
  name: true,
  createConstraint: true,
  nativeEnum: true,
  schema: true,
  metadata: true,
  inheritSchema: true,
  quote: true,
  validateStrings: true,
  strict: true,
});

/** MySQL's ENUM. */
export class ENUM extends namedType(EnumType, "ENUM", "mysql") {
  readonly characters: CharacterSet;

  constructor(...args: string[] | [...values: string[], options: MysqlEnumOptions & NotList]) {
    const { items, options } = splitOptions<string, MysqlEnumOptions>(args);
    super(...items, { name: options.name ?? null, collation: options.collation ?? null });
    this.characters = characterSetOf(options);
  }

  override get affinity(): string {
    return "ENUM";
  }
  override parameters(): readonly unknown[] {
    return [...this.enums, ...typeParameters([], { ...this.characters, collation: this.collation })];
  }
}

/** Options of MySQL's SET. */
export interface SetOptions extends CharacterSetOptions {
  readonly retrieveAsBitwise?: boolean;
}

/** The names of {@link SetOptions}. */
export const setOptionKeys = optionKeys<SetOptions>({ ...characterSetOptionKeys.names, retrieveAsBitwise: true });

/** MySQL's SET. */
export class SET extends namedType(StringType, "SET", "mysql") {
  static readonly positional: PositionalArguments = "any";
  readonly values: readonly string[];
  readonly characters: CharacterSet;
  /** Send the values as a number. */
  readonly retrieveAsBitwise: boolean;

  constructor(...args: string[] | [...values: string[], options: SetOptions & NotList]) {
    const { items, options } = splitOptions<string, SetOptions>(args);
    super({ length: Math.max(0, ...items.map((value) => value.length)), collation: options.collation ?? null });
    this.values = items;
    this.characters = characterSetOf(options);
    this.retrieveAsBitwise = options.retrieveAsBitwise ?? false;
  }

  override parameters(): readonly unknown[] {
    const options = { ...this.characters, collation: this.collation, retrieveAsBitwise: this.retrieveAsBitwise };
    return [...this.values, ...typeParameters([], options)];
  }
}
