import { callable } from "../../callable.js";
import { BOOLEAN as BOOLEANClass } from "../../types/boolean-type.js";
import { TIMESTAMP as TIMESTAMPClass } from "../../types/date-time.js";
import { BIGINT as BIGINTClass, INTEGER as INTEGERClass, SMALLINT as SMALLINTClass } from "../../types/integer.js";
import { BLOB as BLOBClass } from "../../types/large-binary.js";
import {
  DECIMAL as DECIMALClass,
  FLOAT as FLOATClass,
  NUMERIC as NUMERICClass,
  REAL as REALClass,
} from "../../types/numeric.js";
import {
  DATE as DATEClass,
  DATETIME as DATETIMEClass,
  JSONB as JSONBClass,
  SqliteJson as JSONClass,
  TIME as TIMEClass,
} from "../../types/sqlite/date-time.js";
import { CHAR as CHARClass, TEXT as TEXTClass, VARCHAR as VARCHARClass } from "../../types/string-type.js";

export const DATETIME = callable(DATETIMEClass);
export type DATETIME = DATETIMEClass;
export const DATE = callable(DATEClass);
export type DATE = DATEClass;
export const TIME = callable(TIMEClass);
export type TIME = TIMEClass;
export const JSONB = callable(JSONBClass);
export type JSONB = JSONBClass;
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
export const TEXT = callable(TEXTClass);
export type TEXT = TEXTClass;
export const NUMERIC = callable(NUMERICClass);
export type NUMERIC = NUMERICClass;
export const DECIMAL = callable(DECIMALClass);
export type DECIMAL = DECIMALClass;
export const FLOAT = callable(FLOATClass);
export type FLOAT = FLOATClass;
export const REAL = callable(REALClass);
export type REAL = REALClass;
export const BLOB = callable(BLOBClass);
export type BLOB = BLOBClass;
export const BOOLEAN = callable(BOOLEANClass);
export type BOOLEAN = BOOLEANClass;
export const TIMESTAMP = callable(TIMESTAMPClass);
export type TIMESTAMP = TIMESTAMPClass;
