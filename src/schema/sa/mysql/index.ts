import { callable } from "../../arguments/callable.js";
import { binaryOptionKeys } from "../../types/large-binary.js";
import {
  BIT as BITClass,
  INET4 as INET4Class,
  INET6 as INET6Class,
  LONGBLOB as LONGBLOBClass,
  MEDIUMBLOB as MEDIUMBLOBClass,
  TINYBLOB as TINYBLOBClass,
} from "../../types/mysql/bit.js";
import { characterSetOptionKeys } from "../../types/mysql/character-set.js";
import {
  DATETIME as DATETIMEClass,
  fractionOptionKeys,
  TIME as TIMEClass,
  TIMESTAMP as TIMESTAMPClass,
  YEAR as YEARClass,
  yearOptionKeys,
} from "../../types/mysql/date-time.js";
import { ENUM as ENUMClass, mysqlEnumOptionKeys, SET as SETClass, setOptionKeys } from "../../types/mysql/enum.js";
import {
  BIGINT as BIGINTClass,
  INTEGER as INTEGERClass,
  MEDIUMINT as MEDIUMINTClass,
  SMALLINT as SMALLINTClass,
  TINYINT as TINYINTClass,
} from "../../types/mysql/integer.js";
import { mysqlNumberOptionKeys } from "../../types/mysql/number-options.js";
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

export const INTEGER = callable("INTEGER", INTEGERClass, mysqlNumberOptionKeys);
export type INTEGER = INTEGERClass;
export const BIGINT = callable("BIGINT", BIGINTClass, mysqlNumberOptionKeys);
export type BIGINT = BIGINTClass;
export const SMALLINT = callable("SMALLINT", SMALLINTClass, mysqlNumberOptionKeys);
export type SMALLINT = SMALLINTClass;
export const TINYINT = callable("TINYINT", TINYINTClass, mysqlNumberOptionKeys);
export type TINYINT = TINYINTClass;
export const MEDIUMINT = callable("MEDIUMINT", MEDIUMINTClass, mysqlNumberOptionKeys);
export type MEDIUMINT = MEDIUMINTClass;
export const NUMERIC = callable("NUMERIC", NUMERICClass, mysqlNumberOptionKeys);
export type NUMERIC = NUMERICClass;
export const DECIMAL = callable("DECIMAL", DECIMALClass, mysqlNumberOptionKeys);
export type DECIMAL = DECIMALClass;
export const FLOAT = callable("FLOAT", FLOATClass, mysqlNumberOptionKeys);
export type FLOAT = FLOATClass;
export const DOUBLE = callable("DOUBLE", DOUBLEClass, mysqlNumberOptionKeys);
export type DOUBLE = DOUBLEClass;
export const REAL = callable("REAL", REALClass, mysqlNumberOptionKeys);
export type REAL = REALClass;
export const VARCHAR = callable("VARCHAR", VARCHARClass, characterSetOptionKeys);
export type VARCHAR = VARCHARClass;
export const CHAR = callable("CHAR", CHARClass, characterSetOptionKeys);
export type CHAR = CHARClass;
export const NVARCHAR = callable("NVARCHAR", NVARCHARClass, characterSetOptionKeys);
export type NVARCHAR = NVARCHARClass;
export const NCHAR = callable("NCHAR", NCHARClass, characterSetOptionKeys);
export type NCHAR = NCHARClass;
export const TEXT = callable("TEXT", TEXTClass, characterSetOptionKeys);
export type TEXT = TEXTClass;
export const TINYTEXT = callable("TINYTEXT", TINYTEXTClass, characterSetOptionKeys);
export type TINYTEXT = TINYTEXTClass;
export const MEDIUMTEXT = callable("MEDIUMTEXT", MEDIUMTEXTClass, characterSetOptionKeys);
export type MEDIUMTEXT = MEDIUMTEXTClass;
export const LONGTEXT = callable("LONGTEXT", LONGTEXTClass, characterSetOptionKeys);
export type LONGTEXT = LONGTEXTClass;
export const ENUM = callable("ENUM", ENUMClass, mysqlEnumOptionKeys);
export type ENUM = ENUMClass;
export const SET = callable("SET", SETClass, setOptionKeys);
export type SET = SETClass;
export const DATETIME = callable("DATETIME", DATETIMEClass, fractionOptionKeys);
export type DATETIME = DATETIMEClass;
export const TIME = callable("TIME", TIMEClass, fractionOptionKeys);
export type TIME = TIMEClass;
export const TIMESTAMP = callable("TIMESTAMP", TIMESTAMPClass, fractionOptionKeys);
export type TIMESTAMP = TIMESTAMPClass;
export const YEAR = callable("YEAR", YEARClass, yearOptionKeys);
export type YEAR = YEARClass;
export const BIT = callable("BIT", BITClass, binaryOptionKeys);
export type BIT = BITClass;
export const TINYBLOB = callable("TINYBLOB", TINYBLOBClass, binaryOptionKeys);
export type TINYBLOB = TINYBLOBClass;
export const MEDIUMBLOB = callable("MEDIUMBLOB", MEDIUMBLOBClass, binaryOptionKeys);
export type MEDIUMBLOB = MEDIUMBLOBClass;
export const LONGBLOB = callable("LONGBLOB", LONGBLOBClass, binaryOptionKeys);
export type LONGBLOB = LONGBLOBClass;
export const INET4 = callable("INET4", INET4Class);
export type INET4 = INET4Class;
export const INET6 = callable("INET6", INET6Class);
export type INET6 = INET6Class;

// Generic types that are no different here.
export { BINARY, BLOB, BOOLEAN, DATE, JSON, VARBINARY } from "../types.js";
