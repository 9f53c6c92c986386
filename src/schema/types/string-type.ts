import { splitOptions } from "../split-options.js";
import { TypeEngine, typeParameters } from "./type-engine.js";

/** Options of the string types. */
export interface StringOptions {
  readonly length?: number | null;
  /** Collation of the column, as the database names it. */
  readonly collation?: string | null;
  /** Schema of the collation, on databases where collations have one. */
  readonly collationSchema?: string | null;
}

/** Arguments of the string types: length, then options. */
export type StringArguments = [length?: number | null, options?: StringOptions] | [options: StringOptions];

/** A string, `VARCHAR` in SQL. */
export class StringType extends TypeEngine {
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

/** A string of any script, `NVARCHAR` where plain strings cannot hold it. */
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
export class VARCHAR extends StringType {
  override readonly visitName: string = "VARCHAR";
  override get typeName(): string {
    return "VARCHAR";
  }
}

/** The SQL type CHAR. */
export class CHAR extends StringType {
  override readonly visitName: string = "CHAR";
  override get typeName(): string {
    return "CHAR";
  }
}

/** The SQL type NVARCHAR. */
export class NVARCHAR extends Unicode {
  override readonly visitName: string = "NVARCHAR";
  override get typeName(): string {
    return "NVARCHAR";
  }
}

/** The SQL type NCHAR. */
export class NCHAR extends Unicode {
  override readonly visitName: string = "NCHAR";
  override get typeName(): string {
    return "NCHAR";
  }
}

/** The SQL type TEXT. */
export class TEXT extends Text {
  override readonly visitName: string = "TEXT";
  override get typeName(): string {
    return "TEXT";
  }
}

/** The SQL type CLOB. */
export class CLOB extends Text {
  override readonly visitName: string = "CLOB";
  override get typeName(): string {
    return "CLOB";
  }
}
