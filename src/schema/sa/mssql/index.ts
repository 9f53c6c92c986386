import { callable } from "../../arguments/callable.js";
import { booleanOptionKeys } from "../../types/boolean-type.js";
import { timezoneOptionKeys } from "../../types/date-time.js";
import { jsonOptionKeys } from "../../types/json-type.js";
import { binaryOptionKeys } from "../../types/large-binary.js";
import {
  DATETIME2 as DATETIME2Class,
  DATETIMEOFFSET as DATETIMEOFFSETClass,
  mssqlPrecisionOptionKeys,
  SMALLDATETIME as SMALLDATETIMEClass,
  TIME as TIMEClass,
} from "../../types/mssql/date-time.js";
import {
  BIT as BITClass,
  MssqlDoublePrecision as DOUBLE_PRECISIONClass,
  IMAGE as IMAGEClass,
  MssqlJson as JSONClass,
  MONEY as MONEYClass,
  mssqlBinaryOptionKeys,
  NTEXT as NTEXTClass,
  MssqlReal as REALClass,
  ROWVERSION as ROWVERSIONClass,
  rowVersionOptionKeys,
  SMALLMONEY as SMALLMONEYClass,
  SQL_VARIANT as SQL_VARIANTClass,
  TIMESTAMP as TIMESTAMPClass,
  TINYINT as TINYINTClass,
  UNIQUEIDENTIFIER as UNIQUEIDENTIFIERClass,
  VARBINARY as VARBINARYClass,
  XML as XMLClass,
} from "../../types/mssql/money.js";
import { floatOptionKeys } from "../../types/numeric.js";
import { stringOptionKeys } from "../../types/string-type.js";
import { uuidOptionKeys } from "../../types/uuid.js";

export const DATETIME2 = callable("DATETIME2", DATETIME2Class, mssqlPrecisionOptionKeys);
export type DATETIME2 = DATETIME2Class;
export const DATETIMEOFFSET = callable("DATETIMEOFFSET", DATETIMEOFFSETClass, mssqlPrecisionOptionKeys);
export type DATETIMEOFFSET = DATETIMEOFFSETClass;
export const TIME = callable("TIME", TIMEClass, mssqlPrecisionOptionKeys);
export type TIME = TIMEClass;
export const SMALLDATETIME = callable("SMALLDATETIME", SMALLDATETIMEClass, timezoneOptionKeys);
export type SMALLDATETIME = SMALLDATETIMEClass;
export const TINYINT = callable("TINYINT", TINYINTClass);
export type TINYINT = TINYINTClass;
export const NTEXT = callable("NTEXT", NTEXTClass, stringOptionKeys);
export type NTEXT = NTEXTClass;
export const XML = callable("XML", XMLClass, stringOptionKeys);
export type XML = XMLClass;
export const IMAGE = callable("IMAGE", IMAGEClass, binaryOptionKeys);
export type IMAGE = IMAGEClass;
export const BIT = callable("BIT", BITClass, booleanOptionKeys);
export type BIT = BITClass;
export const UNIQUEIDENTIFIER = callable("UNIQUEIDENTIFIER", UNIQUEIDENTIFIERClass, uuidOptionKeys);
export type UNIQUEIDENTIFIER = UNIQUEIDENTIFIERClass;
export const MONEY = callable("MONEY", MONEYClass);
export type MONEY = MONEYClass;
export const SMALLMONEY = callable("SMALLMONEY", SMALLMONEYClass);
export type SMALLMONEY = SMALLMONEYClass;
export const SQL_VARIANT = callable("SQL_VARIANT", SQL_VARIANTClass);
export type SQL_VARIANT = SQL_VARIANTClass;
export const VARBINARY = callable("VARBINARY", VARBINARYClass, mssqlBinaryOptionKeys);
export type VARBINARY = VARBINARYClass;
export const TIMESTAMP = callable("TIMESTAMP", TIMESTAMPClass, rowVersionOptionKeys);
export type TIMESTAMP = TIMESTAMPClass;
export const ROWVERSION = callable("ROWVERSION", ROWVERSIONClass, rowVersionOptionKeys);
export type ROWVERSION = ROWVERSIONClass;
export const DOUBLE_PRECISION = callable("DOUBLE_PRECISION", DOUBLE_PRECISIONClass, floatOptionKeys);
export type DOUBLE_PRECISION = DOUBLE_PRECISIONClass;
export const REAL = callable("REAL", REALClass, floatOptionKeys);
export type REAL = REALClass;
const SaJSON = callable("JSON", JSONClass, jsonOptionKeys);
type SaJSON = JSONClass;

// Generic types that are no different here.
export {
  BIGINT,
  BINARY,
  CHAR,
  DATE,
  DATETIME,
  DECIMAL,
  FLOAT,
  INTEGER,
  NCHAR,
  NUMERIC,
  NVARCHAR,
  SMALLINT,
  TEXT,
  VARCHAR,
} from "../types.js";
export { SaJSON as JSON };
