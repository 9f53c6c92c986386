import { callable } from "../../arguments/callable.js";
import { jsonOptionKeys } from "../../types/json-type.js";
import {
  DATE as DATEClass,
  DATETIME as DATETIMEClass,
  JSONB as JSONBClass,
  SqliteJson as JSONClass,
  storageOptionKeys,
  storedTimeOptionKeys,
  TIME as TIMEClass,
} from "../../types/sqlite/date-time.js";

export const DATETIME = callable("DATETIME", DATETIMEClass, storedTimeOptionKeys);
export type DATETIME = DATETIMEClass;
export const DATE = callable("DATE", DATEClass, storageOptionKeys);
export type DATE = DATEClass;
export const TIME = callable("TIME", TIMEClass, storedTimeOptionKeys);
export type TIME = TIMEClass;
export const JSONB = callable("JSONB", JSONBClass, jsonOptionKeys);
export type JSONB = JSONBClass;
const SaJSON = callable("JSON", JSONClass, jsonOptionKeys);
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
