import { splitOptions } from "../../split-options.js";
import {
  CHAR as GenericCHAR,
  NCHAR as GenericNCHAR,
  NVARCHAR as GenericNVARCHAR,
  TEXT as GenericTEXT,
  VARCHAR as GenericVARCHAR,
  StringType,
} from "../string-type.js";
import { type TypeNamespace, typeParameters } from "../type-engine.js";
import { type CharacterSet, type CharacterSetOptions, characterSetOf } from "./character-set.js";

/** Arguments of MySQL's strings: length, then options. */
export type MysqlStringArguments =
  | [length?: number | null, options?: CharacterSetOptions]
  | [options: CharacterSetOptions];

/** MySQL's VARCHAR. */
export class VARCHAR extends GenericVARCHAR {
  override readonly visitName: string = "VARCHAR";
  override readonly namespace: TypeNamespace = "mysql";
  readonly characters: CharacterSet;

  constructor(...args: MysqlStringArguments) {
    const { items, options } = splitOptions<number | null, CharacterSetOptions>(args);
    super({ length: options.length ?? items[0] ?? null, collation: options.collation ?? null });
    this.characters = characterSetOf(options);
  }

  override get typeName(): string {
    return "VARCHAR";
  }
  override parameters(): readonly unknown[] {
    return typeParameters([this.length], { ...this.characters, collation: this.collation });
  }
}

/** MySQL's CHAR. */
export class CHAR extends GenericCHAR {
  override readonly visitName: string = "CHAR";
  override readonly namespace: TypeNamespace = "mysql";
  readonly characters: CharacterSet;

  constructor(...args: MysqlStringArguments) {
    const { items, options } = splitOptions<number | null, CharacterSetOptions>(args);
    super({ length: options.length ?? items[0] ?? null, collation: options.collation ?? null });
    this.characters = characterSetOf(options);
  }

  override get typeName(): string {
    return "CHAR";
  }
  override parameters(): readonly unknown[] {
    return typeParameters([this.length], { ...this.characters, collation: this.collation });
  }
}

/** MySQL's NVARCHAR. */
export class NVARCHAR extends GenericNVARCHAR {
  override readonly visitName: string = "NVARCHAR";
  override readonly namespace: TypeNamespace = "mysql";
  readonly characters: CharacterSet;

  constructor(...args: MysqlStringArguments) {
    const { items, options } = splitOptions<number | null, CharacterSetOptions>(args);
    super({ length: options.length ?? items[0] ?? null, collation: options.collation ?? null });
    this.characters = characterSetOf(options);
  }

  override get typeName(): string {
    return "NVARCHAR";
  }
  override parameters(): readonly unknown[] {
    return typeParameters([this.length], { ...this.characters, collation: this.collation });
  }
}

/** MySQL's NCHAR. */
export class NCHAR extends GenericNCHAR {
  override readonly visitName: string = "NCHAR";
  override readonly namespace: TypeNamespace = "mysql";
  readonly characters: CharacterSet;

  constructor(...args: MysqlStringArguments) {
    const { items, options } = splitOptions<number | null, CharacterSetOptions>(args);
    super({ length: options.length ?? items[0] ?? null, collation: options.collation ?? null });
    this.characters = characterSetOf(options);
  }

  override get typeName(): string {
    return "NCHAR";
  }
  override parameters(): readonly unknown[] {
    return typeParameters([this.length], { ...this.characters, collation: this.collation });
  }
}

/** MySQL's TEXT. */
export class TEXT extends GenericTEXT {
  override readonly visitName: string = "TEXT";
  override readonly namespace: TypeNamespace = "mysql";
  readonly characters: CharacterSet;

  constructor(...args: MysqlStringArguments) {
    const { items, options } = splitOptions<number | null, CharacterSetOptions>(args);
    super({ length: options.length ?? items[0] ?? null, collation: options.collation ?? null });
    this.characters = characterSetOf(options);
  }

  override get typeName(): string {
    return "TEXT";
  }
  override parameters(): readonly unknown[] {
    return typeParameters([this.length], { ...this.characters, collation: this.collation });
  }
}

/** MySQL's TINYTEXT. */
export class TINYTEXT extends StringType {
  override readonly visitName: string = "TINYTEXT";
  override readonly namespace: TypeNamespace = "mysql";
  readonly characters: CharacterSet;

  constructor(...args: MysqlStringArguments) {
    const { items, options } = splitOptions<number | null, CharacterSetOptions>(args);
    super({ length: options.length ?? items[0] ?? null, collation: options.collation ?? null });
    this.characters = characterSetOf(options);
  }

  override get typeName(): string {
    return "TINYTEXT";
  }
  override parameters(): readonly unknown[] {
    return typeParameters([this.length], { ...this.characters, collation: this.collation });
  }
}

/** MySQL's MEDIUMTEXT. */
export class MEDIUMTEXT extends StringType {
  override readonly visitName: string = "MEDIUMTEXT";
  override readonly namespace: TypeNamespace = "mysql";
  readonly characters: CharacterSet;

  constructor(...args: MysqlStringArguments) {
    const { items, options } = splitOptions<number | null, CharacterSetOptions>(args);
    super({ length: options.length ?? items[0] ?? null, collation: options.collation ?? null });
    this.characters = characterSetOf(options);
  }

  override get typeName(): string {
    return "MEDIUMTEXT";
  }
  override parameters(): readonly unknown[] {
    return typeParameters([this.length], { ...this.characters, collation: this.collation });
  }
}

/** MySQL's LONGTEXT. */
export class LONGTEXT extends StringType {
  override readonly visitName: string = "LONGTEXT";
  override readonly namespace: TypeNamespace = "mysql";
  readonly characters: CharacterSet;

  constructor(...args: MysqlStringArguments) {
    const { items, options } = splitOptions<number | null, CharacterSetOptions>(args);
    super({ length: options.length ?? items[0] ?? null, collation: options.collation ?? null });
    this.characters = characterSetOf(options);
  }

  override get typeName(): string {
    return "LONGTEXT";
  }
  override parameters(): readonly unknown[] {
    return typeParameters([this.length], { ...this.characters, collation: this.collation });
  }
}
