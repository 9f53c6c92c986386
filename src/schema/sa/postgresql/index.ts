import { callable } from "../../callable.js";
import { ExcludeConstraint as ExcludeConstraintClass } from "../../constraints/exclude-constraint.js";
import {
  DATEMULTIRANGE as DATEMULTIRANGEClass,
  DATERANGE as DATERANGEClass,
  INT4MULTIRANGE as INT4MULTIRANGEClass,
  INT4RANGE as INT4RANGEClass,
  INT8MULTIRANGE as INT8MULTIRANGEClass,
  INT8RANGE as INT8RANGEClass,
  NUMMULTIRANGE as NUMMULTIRANGEClass,
  NUMRANGE as NUMRANGEClass,
  TSMULTIRANGE as TSMULTIRANGEClass,
  TSRANGE as TSRANGEClass,
  TSTZMULTIRANGE as TSTZMULTIRANGEClass,
  TSTZRANGE as TSTZRANGEClass,
} from "../../types/postgresql/abstract-range.js";
import { ARRAY as ARRAYClass } from "../../types/postgresql/array.js";
import { BIT as BITClass } from "../../types/postgresql/bit.js";
import { BYTEA as BYTEAClass, CITEXT as CITEXTClass } from "../../types/postgresql/bytea.js";
import { DOMAIN as DOMAINClass } from "../../types/postgresql/domain.js";
import { ENUM as ENUMClass } from "../../types/postgresql/enum.js";
import {
  CIDR as CIDRClass,
  INET as INETClass,
  MACADDR8 as MACADDR8Class,
  MACADDR as MACADDRClass,
  MONEY as MONEYClass,
  OID as OIDClass,
  REGCLASS as REGCLASSClass,
  REGCONFIG as REGCONFIGClass,
  TSQUERY as TSQUERYClass,
  TSVECTOR as TSVECTORClass,
} from "../../types/postgresql/inet.js";
import {
  HSTORE as HSTOREClass,
  JSONB as JSONBClass,
  PgJson as JSONClass,
  JSONPATH as JSONPATHClass,
} from "../../types/postgresql/jsonb.js";
import {
  INTERVAL as INTERVALClass,
  TIME as TIMEClass,
  TIMESTAMP as TIMESTAMPClass,
} from "../../types/postgresql/timestamp.js";

export const INET = callable(INETClass);
export type INET = INETClass;
export const CIDR = callable(CIDRClass);
export type CIDR = CIDRClass;
export const MACADDR = callable(MACADDRClass);
export type MACADDR = MACADDRClass;
export const MACADDR8 = callable(MACADDR8Class);
export type MACADDR8 = MACADDR8Class;
export const MONEY = callable(MONEYClass);
export type MONEY = MONEYClass;
export const OID = callable(OIDClass);
export type OID = OIDClass;
export const REGCLASS = callable(REGCLASSClass);
export type REGCLASS = REGCLASSClass;
export const REGCONFIG = callable(REGCONFIGClass);
export type REGCONFIG = REGCONFIGClass;
export const TSQUERY = callable(TSQUERYClass);
export type TSQUERY = TSQUERYClass;
export const TSVECTOR = callable(TSVECTORClass);
export type TSVECTOR = TSVECTORClass;
export const INT4RANGE = callable(INT4RANGEClass);
export type INT4RANGE = INT4RANGEClass;
export const INT8RANGE = callable(INT8RANGEClass);
export type INT8RANGE = INT8RANGEClass;
export const NUMRANGE = callable(NUMRANGEClass);
export type NUMRANGE = NUMRANGEClass;
export const DATERANGE = callable(DATERANGEClass);
export type DATERANGE = DATERANGEClass;
export const TSRANGE = callable(TSRANGEClass);
export type TSRANGE = TSRANGEClass;
export const TSTZRANGE = callable(TSTZRANGEClass);
export type TSTZRANGE = TSTZRANGEClass;
export const INT4MULTIRANGE = callable(INT4MULTIRANGEClass);
export type INT4MULTIRANGE = INT4MULTIRANGEClass;
export const INT8MULTIRANGE = callable(INT8MULTIRANGEClass);
export type INT8MULTIRANGE = INT8MULTIRANGEClass;
export const NUMMULTIRANGE = callable(NUMMULTIRANGEClass);
export type NUMMULTIRANGE = NUMMULTIRANGEClass;
export const DATEMULTIRANGE = callable(DATEMULTIRANGEClass);
export type DATEMULTIRANGE = DATEMULTIRANGEClass;
export const TSMULTIRANGE = callable(TSMULTIRANGEClass);
export type TSMULTIRANGE = TSMULTIRANGEClass;
export const TSTZMULTIRANGE = callable(TSTZMULTIRANGEClass);
export type TSTZMULTIRANGE = TSTZMULTIRANGEClass;
export const BYTEA = callable(BYTEAClass);
export type BYTEA = BYTEAClass;
export const CITEXT = callable(CITEXTClass);
export type CITEXT = CITEXTClass;
export const BIT = callable(BITClass);
export type BIT = BITClass;
export const TIMESTAMP = callable(TIMESTAMPClass);
export type TIMESTAMP = TIMESTAMPClass;
export const TIME = callable(TIMEClass);
export type TIME = TIMEClass;
export const INTERVAL = callable(INTERVALClass);
export type INTERVAL = INTERVALClass;
const SaJSON = callable(JSONClass);
type SaJSON = JSONClass;

export { SaJSON as JSON };
export const JSONB = callable(JSONBClass);
export type JSONB = JSONBClass;
export const JSONPATH = callable(JSONPATHClass);
export type JSONPATH = JSONPATHClass;
export const HSTORE = callable(HSTOREClass);
export type HSTORE = HSTOREClass;
export const ARRAY = callable(ARRAYClass);
export type ARRAY = ARRAYClass;
export const ENUM = callable(ENUMClass);
export type ENUM = ENUMClass;
export const DOMAIN = callable(DOMAINClass);
export type DOMAIN = DOMAINClass;
export const ExcludeConstraint = callable(ExcludeConstraintClass);
export type ExcludeConstraint = ExcludeConstraintClass;

// Generic types that are no different here.
export {
  BIGINT,
  BOOLEAN,
  CHAR,
  DATE,
  DOUBLE_PRECISION,
  FLOAT,
  INTEGER,
  NUMERIC,
  REAL,
  SMALLINT,
  TEXT,
  UUID,
  VARCHAR,
} from "../types.js";
