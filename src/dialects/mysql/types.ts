import type { EnumType } from "../../schema/types/enum-type.js";
import type { CharacterSet } from "../../schema/types/mysql/character-set.js";
import type { SET } from "../../schema/types/mysql/enum.js";
import { type AnyType, plain, stringType, type TypeRule, type Types, type TypeTable } from "../base/types.js";
import { CompileError } from "../compile-error.js";

interface NumberFields {
  readonly unsigned?: boolean;
  readonly zerofill?: boolean;
  readonly displayWidth?: number | null;
}

const extended = (type: AnyType & NumberFields, text: string): string =>
  `${text}${type.unsigned === true ? " UNSIGNED" : ""}${type.zerofill === true ? " ZEROFILL" : ""}`;

const whole =
  (name: string): TypeRule =>
  (type) => {
    const { displayWidth } = type as AnyType & NumberFields;
    return extended(type, displayWidth === null || displayWidth === undefined ? name : `${name}(${displayWidth})`);
  };

const decimal =
  (name: string): TypeRule =>
  (type) => {
    const { precision, scale } = type;
    if (precision === null) return extended(type, name);
    return extended(type, scale === null ? `${name}(${precision})` : `${name}(${precision}, ${scale})`);
  };

const pair =
  (name: string): TypeRule =>
  (type) =>
    extended(type, type.precision !== null && type.scale !== null ? `${name}(${type.precision}, ${type.scale})` : name);

const float: TypeRule = (type) => {
  const { precision, scale } = type;
  if (precision === null) return extended(type, "FLOAT");
  return extended(type, scale === null ? `FLOAT(${precision})` : `FLOAT(${precision}, ${scale})`);
};

const fraction =
  (name: string): TypeRule =>
  (type) => {
    const { fsp } = type as AnyType & { readonly fsp?: number | null };
    return fsp === undefined || fsp === null || fsp === 0 ? name : `${name}(${fsp})`;
  };

const text =
  (name: string): TypeRule =>
  (type) =>
    withCharacterSet(type, type.length === null ? name : `${name}(${type.length})`);

const varchar =
  (name: string, national: boolean): TypeRule =>
  (type, types) => {
    if (type.length === null) throw new CompileError(`${name} requires a length on dialect ${types.dialectName}`);
    return withCharacterSet(type, `VARCHAR(${type.length})`, national);
  };

const binary =
  (name: string): TypeRule =>
  (type) =>
    type.length === null ? name : `${name}(${type.length})`;

function values(name: string, members: readonly string[], type: AnyType): string {
  const quoted = members.map((one) => `'${one.replaceAll("'", "''").replaceAll("\\", "\\\\")}'`);
  return withCharacterSet(type, `${name}(${quoted.join(",")})`);
}

const enumRule = (type: AnyType, types: Types): string => {
  const kind = type as unknown as EnumType;
  return kind.nativeEnum ? values("ENUM", kind.enums, type) : stringType("VARCHAR", type, types);
};

/** Rules of types that MySQL writes in its own way. */
export const types: TypeTable = {
  integer: whole("INTEGER"),
  INTEGER: whole("INTEGER"),
  small_integer: whole("SMALLINT"),
  SMALLINT: whole("SMALLINT"),
  big_integer: whole("BIGINT"),
  BIGINT: whole("BIGINT"),
  TINYINT: whole("TINYINT"),
  MEDIUMINT: whole("MEDIUMINT"),
  numeric: decimal("NUMERIC"),
  NUMERIC: decimal("NUMERIC"),
  DECIMAL: decimal("DECIMAL"),
  double: pair("DOUBLE"),
  DOUBLE: pair("DOUBLE"),
  REAL: pair("REAL"),
  float,
  FLOAT: float,
  string: varchar("VARCHAR", false),
  VARCHAR: varchar("VARCHAR", false),
  unicode: varchar("VARCHAR", false),
  NVARCHAR: varchar("NVARCHAR", true),
  CHAR: text("CHAR"),
  NCHAR: (type) => withCharacterSet(type, type.length === null ? "CHAR" : `CHAR(${type.length})`, true),
  text: text("TEXT"),
  TEXT: text("TEXT"),
  unicode_text: text("TEXT"),
  TINYTEXT: (type) => withCharacterSet(type, "TINYTEXT"),
  MEDIUMTEXT: (type) => withCharacterSet(type, "MEDIUMTEXT"),
  LONGTEXT: (type) => withCharacterSet(type, "LONGTEXT"),
  datetime: fraction("DATETIME"),
  DATETIME: fraction("DATETIME"),
  interval: plain("DATETIME"),
  time: fraction("TIME"),
  TIME: fraction("TIME"),
  TIMESTAMP: fraction("TIMESTAMP"),
  YEAR: (type) => {
    const { displayWidth } = type as AnyType & NumberFields;
    return displayWidth === null || displayWidth === undefined ? "YEAR" : `YEAR(${displayWidth})`;
  },
  BIT: binary("BIT"),
  VARBINARY: (type) => {
    if (type.length === null) throw new CompileError("VARBINARY requires a length on dialect mysql");
    return `VARBINARY(${type.length})`;
  },
  large_binary: binary("BLOB"),
  BLOB: binary("BLOB"),
  TINYBLOB: plain("TINYBLOB"),
  MEDIUMBLOB: plain("MEDIUMBLOB"),
  LONGBLOB: plain("LONGBLOB"),
  INET4: plain("INET4"),
  INET6: plain("INET6"),
  JSON: plain("JSON"),
  enum: enumRule,
  ENUM: (type) => values("ENUM", (type as unknown as EnumType).enums, type),
  SET: (type) => values("SET", (type as unknown as SET).values, type),
  boolean: plain("BOOL"),
  BOOLEAN: plain("BOOL"),
};

/** Appends the character set and the collation to a type of text. */
export function withCharacterSet(
  type: { readonly collation: string | null; readonly characters?: CharacterSet },
  text: string,
  isNational = false,
): string {
  const { characters } = type;
  const charset =
    characters === undefined
      ? null
      : characters.charset !== null
        ? `CHARACTER SET ${characters.charset}`
        : characters.ascii
          ? "ASCII"
          : characters.unicode
            ? "UNICODE"
            : null;
  const collation =
    type.collation !== null ? `COLLATE ${type.collation}` : characters?.binary === true ? "BINARY" : null;
  const national = characters === undefined ? isNational : characters.national || isNational;
  const parts = national ? ["NATIONAL", text, collation] : [text, charset, collation];
  return parts.filter((one) => one !== null).join(" ");
}
