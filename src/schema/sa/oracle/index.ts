import { callable } from "../../callable.js";
import { BLOB as BLOBClass } from "../../types/large-binary.js";
import { DOUBLE_PRECISION as DOUBLE_PRECISIONClass, REAL as REALClass } from "../../types/numeric.js";
import {
  BFILE as BFILEClass,
  BINARY_DOUBLE as BINARY_DOUBLEClass,
  BINARY_FLOAT as BINARY_FLOATClass,
  DATE as DATEClass,
  FLOAT as FLOATClass,
  INTERVAL as INTERVALClass,
  OracleJson as JSONClass,
  LONG as LONGClass,
  NCLOB as NCLOBClass,
  NUMBER as NUMBERClass,
  RAW as RAWClass,
  ROWID as ROWIDClass,
  TIMESTAMP as TIMESTAMPClass,
  VARCHAR2 as VARCHAR2Class,
} from "../../types/oracle/number.js";
import {
  CHAR as CHARClass,
  CLOB as CLOBClass,
  NCHAR as NCHARClass,
  NVARCHAR as NVARCHAR2Class,
  NVARCHAR as NVARCHARClass,
  VARCHAR as VARCHARClass,
} from "../../types/string-type.js";

export const BFILE = callable(BFILEClass);
export type BFILE = BFILEClass;
export const NCLOB = callable(NCLOBClass);
export type NCLOB = NCLOBClass;
export const LONG = callable(LONGClass);
export type LONG = LONGClass;
export const VARCHAR2 = callable(VARCHAR2Class);
export type VARCHAR2 = VARCHAR2Class;
export const BINARY_DOUBLE = callable(BINARY_DOUBLEClass);
export type BINARY_DOUBLE = BINARY_DOUBLEClass;
export const BINARY_FLOAT = callable(BINARY_FLOATClass);
export type BINARY_FLOAT = BINARY_FLOATClass;
export const DATE = callable(DATEClass);
export type DATE = DATEClass;
export const RAW = callable(RAWClass);
export type RAW = RAWClass;
export const ROWID = callable(ROWIDClass);
export type ROWID = ROWIDClass;
export const NUMBER = callable(NUMBERClass);
export type NUMBER = NUMBERClass;
export const TIMESTAMP = callable(TIMESTAMPClass);
export type TIMESTAMP = TIMESTAMPClass;
export const FLOAT = callable(FLOATClass);
export type FLOAT = FLOATClass;
export const INTERVAL = callable(INTERVALClass);
export type INTERVAL = INTERVALClass;
const SaJSON = callable(JSONClass);
type SaJSON = JSONClass;

export { SaJSON as JSON };
export const VARCHAR = callable(VARCHARClass);
export type VARCHAR = VARCHARClass;
export const NVARCHAR = callable(NVARCHARClass);
export type NVARCHAR = NVARCHARClass;
export const CHAR = callable(CHARClass);
export type CHAR = CHARClass;
export const NCHAR = callable(NCHARClass);
export type NCHAR = NCHARClass;
export const CLOB = callable(CLOBClass);
export type CLOB = CLOBClass;
export const BLOB = callable(BLOBClass);
export type BLOB = BLOBClass;
export const DOUBLE_PRECISION = callable(DOUBLE_PRECISIONClass);
export type DOUBLE_PRECISION = DOUBLE_PRECISIONClass;
export const REAL = callable(REALClass);
export type REAL = REALClass;
export const NVARCHAR2 = callable(NVARCHAR2Class);
export type NVARCHAR2 = NVARCHAR2Class;
