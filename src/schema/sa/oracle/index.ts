import { callable } from "../../callable.js";
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

// Generic types that are no different here.
export { BLOB, CHAR, CLOB, DOUBLE_PRECISION, NCHAR, NVARCHAR, NVARCHAR as NVARCHAR2, REAL, VARCHAR } from "../types.js";
export { SaJSON as JSON };
