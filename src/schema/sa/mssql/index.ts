import { callable } from "../../callable.js";
import {
  DATETIME2 as DATETIME2Class,
  DATETIMEOFFSET as DATETIMEOFFSETClass,
  SMALLDATETIME as SMALLDATETIMEClass,
  TIME as TIMEClass,
} from "../../types/mssql/date-time.js";
import {
  BIT as BITClass,
  MssqlDoublePrecision as DOUBLE_PRECISIONClass,
  IMAGE as IMAGEClass,
  MssqlJson as JSONClass,
  MONEY as MONEYClass,
  NTEXT as NTEXTClass,
  MssqlReal as REALClass,
  ROWVERSION as ROWVERSIONClass,
  SMALLMONEY as SMALLMONEYClass,
  SQL_VARIANT as SQL_VARIANTClass,
  TIMESTAMP as TIMESTAMPClass,
  TINYINT as TINYINTClass,
  UNIQUEIDENTIFIER as UNIQUEIDENTIFIERClass,
  VARBINARY as VARBINARYClass,
  XML as XMLClass,
} from "../../types/mssql/money.js";

export const DATETIME2 = callable(DATETIME2Class);
export type DATETIME2 = DATETIME2Class;
export const DATETIMEOFFSET = callable(DATETIMEOFFSETClass);
export type DATETIMEOFFSET = DATETIMEOFFSETClass;
export const TIME = callable(TIMEClass);
export type TIME = TIMEClass;
export const SMALLDATETIME = callable(SMALLDATETIMEClass);
export type SMALLDATETIME = SMALLDATETIMEClass;
export const TINYINT = callable(TINYINTClass);
export type TINYINT = TINYINTClass;
export const NTEXT = callable(NTEXTClass);
export type NTEXT = NTEXTClass;
export const XML = callable(XMLClass);
export type XML = XMLClass;
export const IMAGE = callable(IMAGEClass);
export type IMAGE = IMAGEClass;
export const BIT = callable(BITClass);
export type BIT = BITClass;
export const UNIQUEIDENTIFIER = callable(UNIQUEIDENTIFIERClass);
export type UNIQUEIDENTIFIER = UNIQUEIDENTIFIERClass;
export const MONEY = callable(MONEYClass);
export type MONEY = MONEYClass;
export const SMALLMONEY = callable(SMALLMONEYClass);
export type SMALLMONEY = SMALLMONEYClass;
export const SQL_VARIANT = callable(SQL_VARIANTClass);
export type SQL_VARIANT = SQL_VARIANTClass;
export const VARBINARY = callable(VARBINARYClass);
export type VARBINARY = VARBINARYClass;
export const TIMESTAMP = callable(TIMESTAMPClass);
export type TIMESTAMP = TIMESTAMPClass;
export const ROWVERSION = callable(ROWVERSIONClass);
export type ROWVERSION = ROWVERSIONClass;
export const DOUBLE_PRECISION = callable(DOUBLE_PRECISIONClass);
export type DOUBLE_PRECISION = DOUBLE_PRECISIONClass;
export const REAL = callable(REALClass);
export type REAL = REALClass;
const SaJSON = callable(JSONClass);
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
