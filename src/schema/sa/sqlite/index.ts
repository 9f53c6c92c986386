import { callable } from "../../callable.js";
import {
  DATE as DATEClass,
  DATETIME as DATETIMEClass,
  JSONB as JSONBClass,
  SqliteJson as JSONClass,
  TIME as TIMEClass,
} from "../../types/sqlite/date-time.js";

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

// Generic types that are no different here.
export {
  BIGINT,
  BLOB,
  BOOLEAN,
  CHAR,
  DECIMAL,
  FLOAT,
  INTEGER,
  NUMERIC,
  REAL,
  SMALLINT,
  TEXT,
  TIMESTAMP,
  VARCHAR,
} from "../types.js";
export { SaJSON as JSON };
