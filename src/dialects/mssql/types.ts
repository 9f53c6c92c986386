import { type AnyType, plain, type TypeRule, type TypeTable } from "../base/types.js";

function extended(name: string, type: AnyType, length: number | "max" | null = type.length): string {
  const sized = length === null || length === 0 ? name : `${name}(${length})`;
  return type.collation === null || type.collation === undefined ? sized : `${sized} COLLATE ${type.collation}`;
}

const text =
  (name: string): TypeRule =>
  (type) =>
    extended(name, type);

const unlimited =
  (name: string): TypeRule =>
  (type) =>
    extended(name, type, type.length === null || type.length === 0 ? "max" : type.length);

const precise =
  (name: string): TypeRule =>
  ({ precision }) =>
    precision === null || precision === undefined ? name : `${name}(${precision})`;

/** Rules of types that SQL Server writes in its own way. */
export const types: TypeTable = {
  TINYINT: plain("TINYINT"),
  float: precise("FLOAT"),
  FLOAT: precise("FLOAT"),
  double: plain("DOUBLE PRECISION"),
  string: unlimited("VARCHAR"),
  VARCHAR: unlimited("VARCHAR"),
  enum: unlimited("VARCHAR"),
  unicode: unlimited("NVARCHAR"),
  NVARCHAR: unlimited("NVARCHAR"),
  CHAR: text("CHAR"),
  NCHAR: text("NCHAR"),
  text: text("TEXT"),
  TEXT: text("TEXT"),
  unicode_text: text("NTEXT"),
  NTEXT: text("NTEXT"),
  XML: plain("XML"),
  datetime: (type) => (type.timezone ? "DATETIMEOFFSET" : "DATETIME"),
  interval: plain("DATETIME"),
  DATETIME2: precise("DATETIME2"),
  DATETIMEOFFSET: precise("DATETIMEOFFSET"),
  SMALLDATETIME: plain("SMALLDATETIME"),
  // Without a server the version is unknown, and SQLAlchemy writes what the oldest version accepts.
  date: plain("DATETIME"),
  time: plain("DATETIME"),
  TIME: precise("TIME"),
  ROWVERSION: plain("ROWVERSION"),
  large_binary: plain("IMAGE"),
  IMAGE: plain("IMAGE"),
  VARBINARY: (type) => {
    const { filestream } = type as AnyType & { readonly filestream?: boolean };
    return extended("VARBINARY", type, type.length ?? "max") + (filestream === true ? " FILESTREAM" : "");
  },
  boolean: plain("BIT"),
  BIT: plain("BIT"),
  JSON: plain("NVARCHAR(max)"),
  MONEY: plain("MONEY"),
  SMALLMONEY: plain("SMALLMONEY"),
  uuid: (type) => (type.nativeUuid ? "UNIQUEIDENTIFIER" : "CHAR(32)"),
  UNIQUEIDENTIFIER: plain("UNIQUEIDENTIFIER"),
  SQL_VARIANT: plain("SQL_VARIANT"),
};
