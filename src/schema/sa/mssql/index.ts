import { callable } from "../../callable.js";
import { DATE as DATEClass, DATETIME as DATETIMEClass } from "../../types/date-time.js";
import { BIGINT as BIGINTClass, INTEGER as INTEGERClass, SMALLINT as SMALLINTClass } from "../../types/integer.js";
import { BINARY as BINARYClass } from "../../types/large-binary.js";
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
import { DECIMAL as DECIMALClass, FLOAT as FLOATClass, NUMERIC as NUMERICClass } from "../../types/numeric.js";
import {
  CHAR as CHARClass,
  NCHAR as NCHARClass,
  NVARCHAR as NVARCHARClass,
  TEXT as TEXTClass,
  VARCHAR as VARCHARClass,
} from "../../types/string-type.js";

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

export { SaJSON as JSON };
export const INTEGER = callable(INTEGERClass);
export type INTEGER = INTEGERClass;
export const BIGINT = callable(BIGINTClass);
export type BIGINT = BIGINTClass;
export const SMALLINT = callable(SMALLINTClass);
export type SMALLINT = SMALLINTClass;
export const VARCHAR = callable(VARCHARClass);
export type VARCHAR = VARCHARClass;
export const CHAR = callable(CHARClass);
export type CHAR = CHARClass;
export const NVARCHAR = callable(NVARCHARClass);
export type NVARCHAR = NVARCHARClass;
export const NCHAR = callable(NCHARClass);
export type NCHAR = NCHARClass;
export const TEXT = callable(TEXTClass);
export type TEXT = TEXTClass;
export const NUMERIC = callable(NUMERICClass);
export type NUMERIC = NUMERICClass;
export const DECIMAL = callable(DECIMALClass);
export type DECIMAL = DECIMALClass;
export const FLOAT = callable(FLOATClass);
export type FLOAT = FLOATClass;
export const DATE = callable(DATEClass);
export type DATE = DATEClass;
export const DATETIME = callable(DATETIMEClass);
export type DATETIME = DATETIMEClass;
export const BINARY = callable(BINARYClass);
export type BINARY = BINARYClass;
