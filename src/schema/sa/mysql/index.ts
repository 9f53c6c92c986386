import { callable } from "../../callable.js";
import {
  BIT as BITClass,
  INET4 as INET4Class,
  INET6 as INET6Class,
  LONGBLOB as LONGBLOBClass,
  MEDIUMBLOB as MEDIUMBLOBClass,
  TINYBLOB as TINYBLOBClass,
} from "../../types/mysql/bit.js";
import {
  DATETIME as DATETIMEClass,
  TIME as TIMEClass,
  TIMESTAMP as TIMESTAMPClass,
  YEAR as YEARClass,
} from "../../types/mysql/date-time.js";
import { ENUM as ENUMClass, SET as SETClass } from "../../types/mysql/enum.js";
import {
  BIGINT as BIGINTClass,
  INTEGER as INTEGERClass,
  MEDIUMINT as MEDIUMINTClass,
  SMALLINT as SMALLINTClass,
  TINYINT as TINYINTClass,
} from "../../types/mysql/integer.js";
import {
  DECIMAL as DECIMALClass,
  DOUBLE as DOUBLEClass,
  FLOAT as FLOATClass,
  NUMERIC as NUMERICClass,
  REAL as REALClass,
} from "../../types/mysql/numeric.js";
import {
  CHAR as CHARClass,
  LONGTEXT as LONGTEXTClass,
  MEDIUMTEXT as MEDIUMTEXTClass,
  NCHAR as NCHARClass,
  NVARCHAR as NVARCHARClass,
  TEXT as TEXTClass,
  TINYTEXT as TINYTEXTClass,
  VARCHAR as VARCHARClass,
} from "../../types/mysql/varchar.js";

export const INTEGER = callable(INTEGERClass);
export type INTEGER = INTEGERClass;
export const BIGINT = callable(BIGINTClass);
export type BIGINT = BIGINTClass;
export const SMALLINT = callable(SMALLINTClass);
export type SMALLINT = SMALLINTClass;
export const TINYINT = callable(TINYINTClass);
export type TINYINT = TINYINTClass;
export const MEDIUMINT = callable(MEDIUMINTClass);
export type MEDIUMINT = MEDIUMINTClass;
export const NUMERIC = callable(NUMERICClass);
export type NUMERIC = NUMERICClass;
export const DECIMAL = callable(DECIMALClass);
export type DECIMAL = DECIMALClass;
export const FLOAT = callable(FLOATClass);
export type FLOAT = FLOATClass;
export const DOUBLE = callable(DOUBLEClass);
export type DOUBLE = DOUBLEClass;
export const REAL = callable(REALClass);
export type REAL = REALClass;
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
export const TINYTEXT = callable(TINYTEXTClass);
export type TINYTEXT = TINYTEXTClass;
export const MEDIUMTEXT = callable(MEDIUMTEXTClass);
export type MEDIUMTEXT = MEDIUMTEXTClass;
export const LONGTEXT = callable(LONGTEXTClass);
export type LONGTEXT = LONGTEXTClass;
export const ENUM = callable(ENUMClass);
export type ENUM = ENUMClass;
export const SET = callable(SETClass);
export type SET = SETClass;
export const DATETIME = callable(DATETIMEClass);
export type DATETIME = DATETIMEClass;
export const TIME = callable(TIMEClass);
export type TIME = TIMEClass;
export const TIMESTAMP = callable(TIMESTAMPClass);
export type TIMESTAMP = TIMESTAMPClass;
export const YEAR = callable(YEARClass);
export type YEAR = YEARClass;
export const BIT = callable(BITClass);
export type BIT = BITClass;
export const TINYBLOB = callable(TINYBLOBClass);
export type TINYBLOB = TINYBLOBClass;
export const MEDIUMBLOB = callable(MEDIUMBLOBClass);
export type MEDIUMBLOB = MEDIUMBLOBClass;
export const LONGBLOB = callable(LONGBLOBClass);
export type LONGBLOB = LONGBLOBClass;
export const INET4 = callable(INET4Class);
export type INET4 = INET4Class;
export const INET6 = callable(INET6Class);
export type INET6 = INET6Class;

// Generic types that are no different here.
export { BINARY, BLOB, BOOLEAN, DATE, JSON, VARBINARY } from "../types.js";
