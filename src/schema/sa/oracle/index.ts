import { callable } from "../../arguments/callable.js";
import { timezoneOptionKeys } from "../../types/date-time.js";
import { binaryOptionKeys } from "../../types/large-binary.js";
import { floatOptionKeys } from "../../types/numeric.js";
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
  numberOptionKeys,
  oracleFloatOptionKeys,
  oracleIntervalOptionKeys,
  oracleJsonOptionKeys,
  oracleTimestampOptionKeys,
  RAW as RAWClass,
  ROWID as ROWIDClass,
  TIMESTAMP as TIMESTAMPClass,
  VARCHAR2 as VARCHAR2Class,
} from "../../types/oracle/number.js";
import { stringOptionKeys } from "../../types/string-type.js";

export const BFILE = callable("BFILE", BFILEClass, binaryOptionKeys);
export type BFILE = BFILEClass;
export const NCLOB = callable("NCLOB", NCLOBClass, stringOptionKeys);
export type NCLOB = NCLOBClass;
export const LONG = callable("LONG", LONGClass, stringOptionKeys);
export type LONG = LONGClass;
export const VARCHAR2 = callable("VARCHAR2", VARCHAR2Class, stringOptionKeys);
export type VARCHAR2 = VARCHAR2Class;
export const BINARY_DOUBLE = callable("BINARY_DOUBLE", BINARY_DOUBLEClass, floatOptionKeys);
export type BINARY_DOUBLE = BINARY_DOUBLEClass;
export const BINARY_FLOAT = callable("BINARY_FLOAT", BINARY_FLOATClass, floatOptionKeys);
export type BINARY_FLOAT = BINARY_FLOATClass;
export const DATE = callable("DATE", DATEClass, timezoneOptionKeys);
export type DATE = DATEClass;
export const RAW = callable("RAW", RAWClass, binaryOptionKeys);
export type RAW = RAWClass;
export const ROWID = callable("ROWID", ROWIDClass);
export type ROWID = ROWIDClass;
export const NUMBER = callable("NUMBER", NUMBERClass, numberOptionKeys);
export type NUMBER = NUMBERClass;
export const TIMESTAMP = callable("TIMESTAMP", TIMESTAMPClass, oracleTimestampOptionKeys);
export type TIMESTAMP = TIMESTAMPClass;
export const FLOAT = callable("FLOAT", FLOATClass, oracleFloatOptionKeys);
export type FLOAT = FLOATClass;
export const INTERVAL = callable("INTERVAL", INTERVALClass, oracleIntervalOptionKeys);
export type INTERVAL = INTERVALClass;
const SaJSON = callable("JSON", JSONClass, oracleJsonOptionKeys);
type SaJSON = JSONClass;

// Generic types that are no different here.
export { BLOB, CHAR, CLOB, DOUBLE_PRECISION, NCHAR, NVARCHAR, NVARCHAR as NVARCHAR2, REAL, VARCHAR } from "../types.js";
export { SaJSON as JSON };
