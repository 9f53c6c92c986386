import { callable } from "../../arguments/callable.js";
import {
  ExcludeConstraint as ExcludeConstraintClass,
  excludeOptionKeys,
} from "../../constraints/exclude-constraint.js";
import { ARRAY as ARRAYClass, arrayOptionKeys } from "../../types/array-type.js";
import { binaryOptionKeys } from "../../types/large-binary.js";
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
import { BIT as BITClass, bitOptionKeys } from "../../types/postgresql/bit.js";
import { DOMAIN as DOMAINClass, domainOptionKeys } from "../../types/postgresql/domain.js";
import { ENUM as ENUMClass, pgEnumOptionKeys } from "../../types/postgresql/enum.js";
import {
  BYTEA as BYTEAClass,
  CIDR as CIDRClass,
  CITEXT as CITEXTClass,
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
  hstoreOptionKeys,
  JSONB as JSONBClass,
  PgJson as JSONClass,
  JSONPATH as JSONPATHClass,
  pgJsonOptionKeys,
} from "../../types/postgresql/jsonb.js";
import {
  INTERVAL as INTERVALClass,
  pgIntervalOptionKeys,
  precisionOptionKeys,
  TIME as TIMEClass,
  TIMESTAMP as TIMESTAMPClass,
} from "../../types/postgresql/timestamp.js";
import { stringOptionKeys } from "../../types/string-type.js";

export const INET = callable("INET", INETClass);
export type INET = INETClass;
export const CIDR = callable("CIDR", CIDRClass);
export type CIDR = CIDRClass;
export const MACADDR = callable("MACADDR", MACADDRClass);
export type MACADDR = MACADDRClass;
export const MACADDR8 = callable("MACADDR8", MACADDR8Class);
export type MACADDR8 = MACADDR8Class;
export const MONEY = callable("MONEY", MONEYClass);
export type MONEY = MONEYClass;
export const OID = callable("OID", OIDClass);
export type OID = OIDClass;
export const REGCLASS = callable("REGCLASS", REGCLASSClass);
export type REGCLASS = REGCLASSClass;
export const REGCONFIG = callable("REGCONFIG", REGCONFIGClass);
export type REGCONFIG = REGCONFIGClass;
export const TSQUERY = callable("TSQUERY", TSQUERYClass);
export type TSQUERY = TSQUERYClass;
export const TSVECTOR = callable("TSVECTOR", TSVECTORClass);
export type TSVECTOR = TSVECTORClass;
export const INT4RANGE = callable("INT4RANGE", INT4RANGEClass);
export type INT4RANGE = INT4RANGEClass;
export const INT8RANGE = callable("INT8RANGE", INT8RANGEClass);
export type INT8RANGE = INT8RANGEClass;
export const NUMRANGE = callable("NUMRANGE", NUMRANGEClass);
export type NUMRANGE = NUMRANGEClass;
export const DATERANGE = callable("DATERANGE", DATERANGEClass);
export type DATERANGE = DATERANGEClass;
export const TSRANGE = callable("TSRANGE", TSRANGEClass);
export type TSRANGE = TSRANGEClass;
export const TSTZRANGE = callable("TSTZRANGE", TSTZRANGEClass);
export type TSTZRANGE = TSTZRANGEClass;
export const INT4MULTIRANGE = callable("INT4MULTIRANGE", INT4MULTIRANGEClass);
export type INT4MULTIRANGE = INT4MULTIRANGEClass;
export const INT8MULTIRANGE = callable("INT8MULTIRANGE", INT8MULTIRANGEClass);
export type INT8MULTIRANGE = INT8MULTIRANGEClass;
export const NUMMULTIRANGE = callable("NUMMULTIRANGE", NUMMULTIRANGEClass);
export type NUMMULTIRANGE = NUMMULTIRANGEClass;
export const DATEMULTIRANGE = callable("DATEMULTIRANGE", DATEMULTIRANGEClass);
export type DATEMULTIRANGE = DATEMULTIRANGEClass;
export const TSMULTIRANGE = callable("TSMULTIRANGE", TSMULTIRANGEClass);
export type TSMULTIRANGE = TSMULTIRANGEClass;
export const TSTZMULTIRANGE = callable("TSTZMULTIRANGE", TSTZMULTIRANGEClass);
export type TSTZMULTIRANGE = TSTZMULTIRANGEClass;
export const BYTEA = callable("BYTEA", BYTEAClass, binaryOptionKeys);
export type BYTEA = BYTEAClass;
export const CITEXT = callable("CITEXT", CITEXTClass, stringOptionKeys);
export type CITEXT = CITEXTClass;
export const BIT = callable("BIT", BITClass, bitOptionKeys);
export type BIT = BITClass;
export const TIMESTAMP = callable("TIMESTAMP", TIMESTAMPClass, precisionOptionKeys);
export type TIMESTAMP = TIMESTAMPClass;
export const TIME = callable("TIME", TIMEClass, precisionOptionKeys);
export type TIME = TIMEClass;
export const INTERVAL = callable("INTERVAL", INTERVALClass, pgIntervalOptionKeys);
export type INTERVAL = INTERVALClass;
const SaJSON = callable("JSON", JSONClass, pgJsonOptionKeys);
type SaJSON = JSONClass;

export { SaJSON as JSON };
export const JSONB = callable("JSONB", JSONBClass, pgJsonOptionKeys);
export type JSONB = JSONBClass;
export const JSONPATH = callable("JSONPATH", JSONPATHClass);
export type JSONPATH = JSONPATHClass;
export const HSTORE = callable("HSTORE", HSTOREClass, hstoreOptionKeys);
export type HSTORE = HSTOREClass;
export const ARRAY = callable("ARRAY", ARRAYClass, arrayOptionKeys);
export type ARRAY = ARRAYClass;
export const ENUM = callable("ENUM", ENUMClass, pgEnumOptionKeys);
export type ENUM = ENUMClass;
export const DOMAIN = callable("DOMAIN", DOMAINClass, domainOptionKeys);
export type DOMAIN = DOMAINClass;
export const ExcludeConstraint = callable("ExcludeConstraint", ExcludeConstraintClass, excludeOptionKeys);
export type ExcludeConstraint = ExcludeConstraintClass;

export { arrayClause as array } from "../../elements/clauses.js";
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
