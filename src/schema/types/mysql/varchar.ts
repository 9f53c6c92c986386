import type { SizeArguments } from "../../arguments/size-arguments.js";
import { splitOptions } from "../../arguments/split-options.js";
import { namedType, type TypeMaker } from "../named-type.js";
import {
  CHAR as GenericCHAR,
  NCHAR as GenericNCHAR,
  NVARCHAR as GenericNVARCHAR,
  TEXT as GenericTEXT,
  VARCHAR as GenericVARCHAR,
  type StringOptions,
  StringType,
} from "../string-type.js";
import { typeParameters } from "../type-engine.js";
import { type CharacterSet, type CharacterSetOptions, characterSetOf } from "./character-set.js";

/** Arguments of MySQL's strings: length, then options. */
export type MysqlStringArguments = SizeArguments<CharacterSetOptions>;

/** A string of MySQL: one with a character set. */
export interface MysqlString extends StringType {
  readonly characters: CharacterSet;
}

/** The base of MySQL's strings; each extends the generic string of its kind. */
function mysqlString(
  parent: TypeMaker<[options: StringOptions], StringType>,
  name: string,
): TypeMaker<MysqlStringArguments, MysqlString> {
  return class extends namedType(parent, name, "mysql") {
    readonly characters: CharacterSet;

    constructor(...args: MysqlStringArguments) {
      const { items, options } = splitOptions<number | null, CharacterSetOptions>(args);
      super({ length: options.length ?? items[0] ?? null, collation: options.collation ?? null });
      this.characters = characterSetOf(options);
    }

    override parameters(): readonly unknown[] {
      return typeParameters([this.length], { ...this.characters, collation: this.collation });
    }
  };
}

/** MySQL's VARCHAR. */
export class VARCHAR extends mysqlString(GenericVARCHAR, "VARCHAR") {}

/** MySQL's CHAR. */
export class CHAR extends mysqlString(GenericCHAR, "CHAR") {}

/** MySQL's NVARCHAR. */
export class NVARCHAR extends mysqlString(GenericNVARCHAR, "NVARCHAR") {}

/** MySQL's NCHAR. */
export class NCHAR extends mysqlString(GenericNCHAR, "NCHAR") {}

/** MySQL's TEXT. */
export class TEXT extends mysqlString(GenericTEXT, "TEXT") {}

/** MySQL's TINYTEXT. */
export class TINYTEXT extends mysqlString(StringType, "TINYTEXT") {}

/** MySQL's MEDIUMTEXT. */
export class MEDIUMTEXT extends mysqlString(StringType, "MEDIUMTEXT") {}

/** MySQL's LONGTEXT. */
export class LONGTEXT extends mysqlString(StringType, "LONGTEXT") {}
