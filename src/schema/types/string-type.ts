import { optionKeys } from "../arguments/option-keys.js";
import type { PositionalArguments } from "../arguments/positional-arguments.js";
import type { SizeArguments } from "../arguments/size-arguments.js";
import { splitOptions } from "../arguments/split-options.js";
import { namedType } from "./named-type.js";
import { TypeEngine, typeParameters } from "./type-engine.js";

/** Options of the string types. */
export interface StringOptions {
  /** How many characters it takes, where it is not the first argument. */
  readonly length?: number | null;
  /** Collation of the column, as the database names it. */
  readonly collation?: string | null;
  /** Schema of the collation, on databases where collations have one. */
  readonly collationSchema?: string | null;
}

/** The names of {@link StringOptions}. */
export const stringOptionKeys = optionKeys<StringOptions>({ length: true, collation: true, collationSchema: true });

/** Arguments of the string types: length, then options. */
export type StringArguments = SizeArguments<StringOptions>;

/** A string, `VARCHAR` in SQL. */
export class StringType extends TypeEngine {
  static override readonly positional: PositionalArguments = ["length"];
  readonly visitName: string = "string";
  readonly length: number | null;
  readonly collation: string | null;
  readonly collationSchema: string | null;

  constructor(...args: StringArguments) {
    super();
    const { items, options } = splitOptions<number | null, StringOptions>(args);
    this.length = options.length ?? items[0] ?? null;
    this.collation = options.collation ?? null;
    this.collationSchema = options.collationSchema ?? null;
  }

  override get typeName(): string {
    return "String";
  }
  override get affinity(): string {
    return "String";
  }
  override parameters(): readonly unknown[] {
    return typeParameters([this.length], { collation: this.collation, collationSchema: this.collationSchema });
  }
}

/** A Unicode string, which is `NVARCHAR` where plain strings are not Unicode. */
export class Unicode extends StringType {
  override readonly visitName: string = "unicode";
  override get typeName(): string {
    return "Unicode";
  }
}

/** A string of any length. */
export class Text extends StringType {
  override readonly visitName: string = "text";
  override get typeName(): string {
    return "Text";
  }
}

/** A string of any script and any length. */
export class UnicodeText extends Text {
  override readonly visitName: string = "unicode_text";
  override get typeName(): string {
    return "UnicodeText";
  }
}

/** The SQL type VARCHAR. */
export class VARCHAR extends namedType(StringType, "VARCHAR") {}

/** The SQL type CHAR. */
export class CHAR extends namedType(StringType, "CHAR") {}

/** The SQL type NVARCHAR. */
export class NVARCHAR extends namedType(Unicode, "NVARCHAR") {}

/** The SQL type NCHAR. */
export class NCHAR extends namedType(Unicode, "NCHAR") {}

/** The SQL type TEXT. */
export class TEXT extends namedType(Text, "TEXT") {}

/** The SQL type CLOB. */
export class CLOB extends namedType(Text, "CLOB") {}
