import { ARRAY } from "../../../schema/types/array-type.js";
import { BOOLEAN } from "../../../schema/types/boolean-type.js";
import { DATE } from "../../../schema/types/date-time.js";
import { BIGINT, INTEGER, SMALLINT } from "../../../schema/types/integer.js";
import { NullType } from "../../../schema/types/null-type.js";
import { DOUBLE_PRECISION, NUMERIC, REAL } from "../../../schema/types/numeric.js";
import * as ranges from "../../../schema/types/postgresql/abstract-range.js";
import { BIT } from "../../../schema/types/postgresql/bit.js";
import { DOMAIN } from "../../../schema/types/postgresql/domain.js";
import { ENUM } from "../../../schema/types/postgresql/enum.js";
import * as network from "../../../schema/types/postgresql/inet.js";
import { BYTEA, CITEXT } from "../../../schema/types/postgresql/inet.js";
import { HSTORE, JSONB, PgJson } from "../../../schema/types/postgresql/jsonb.js";
import { INTERVAL, TIME, TIMESTAMP } from "../../../schema/types/postgresql/timestamp.js";
import { CHAR, StringType, TEXT, VARCHAR } from "../../../schema/types/string-type.js";
import type { TypeEngine } from "../../../schema/types/type-engine.js";
import { UUID } from "../../../schema/types/uuid.js";
import { withoutTrailing } from "../../../support/strip.js";
import { type NamedTypes, typeKey } from "./named-types.js";

interface TypeText {
  /** The name without parentheses and brackets. */
  readonly name: string;
  readonly args: readonly string[];
  readonly collation: string | null;
}

type MakeType = (text: TypeText) => TypeEngine;

const numberOf = (text: string | undefined): number | null => (text === undefined ? null : Number(text));

const string =
  (Type: new (length: number | null, options: { collation: string | null }) => TypeEngine): MakeType =>
  ({ args, collation }) =>
    new Type(numberOf(args[0]), { collation });

const timed =
  (Type: typeof TIMESTAMP | typeof TIME, timezone: boolean): MakeType =>
  ({ args }) =>
    new Type({ timezone, ...(args[0] === undefined ? {} : { precision: Number(args[0]) }) });

const plain =
  (Type: new () => TypeEngine): MakeType =>
  () =>
    new Type();

/** The types that SQLAlchemy knows, by the names that the server writes. */
const KNOWN: Readonly<Record<string, MakeType>> = {
  hstore: plain(HSTORE),
  json: plain(PgJson),
  jsonb: plain(JSONB),
  ...Object.fromEntries(
    Object.entries(ranges)
      .filter(([name]) => /RANGE$/.test(name))
      .map(([name, Type]) => [name.toLowerCase(), plain(Type as new () => TypeEngine)]),
  ),
  integer: plain(INTEGER),
  bigint: plain(BIGINT),
  smallint: plain(SMALLINT),
  "character varying": string(VARCHAR),
  character: string(CHAR),
  '"char"': string(StringType),
  name: string(StringType),
  text: string(TEXT),
  numeric: ({ args }) => (args.length === 2 ? new NUMERIC(Number(args[0]), Number(args[1])) : new NUMERIC()),
  real: plain(REAL),
  "double precision": () => new DOUBLE_PRECISION(53),
  inet: plain(network.INET),
  cidr: plain(network.CIDR),
  citext: string(CITEXT),
  uuid: plain(UUID),
  bit: ({ args }) => new BIT(numberOf(args[0])),
  "bit varying": ({ args }) => new BIT(numberOf(args[0]), { varying: true }),
  macaddr: plain(network.MACADDR),
  macaddr8: plain(network.MACADDR8),
  money: plain(network.MONEY),
  oid: plain(network.OID),
  regclass: plain(network.REGCLASS),
  regconfig: plain(network.REGCONFIG),
  tsquery: plain(network.TSQUERY),
  tsvector: plain(network.TSVECTOR),
  "timestamp with time zone": timed(TIMESTAMP, true),
  "timestamp without time zone": timed(TIMESTAMP, false),
  "time with time zone": timed(TIME, true),
  "time without time zone": timed(TIME, false),
  date: plain(DATE),
  bytea: plain(BYTEA),
  boolean: plain(BOOLEAN),
};

/** Types without a collation of their own by their texts, for the columns that were read together: most are alike. */
const typesByText = new WeakMap<NamedTypes, Map<string, TypeEngine>>();

/** The schema type of a column whose type the server writes as this text. */
export function reflectedType(written: string, types: NamedTypes, collation: string | null = null): TypeEngine {
  if (collation !== null) return typeOf(written, types, collation);
  const byText = typesByText.get(types) ?? new Map<string, TypeEngine>();
  typesByText.set(types, byText);
  const type = byText.get(written) ?? typeOf(written, types, null);
  byText.set(written, type);
  return type;
}

function typeOf(written: string, types: NamedTypes, collation: string | null): TypeEngine {
  const scalar = withoutTrailing(written, "[]");
  const [, before = scalar, inner, after = ""] = /^([^(]*)\((.*)\)(.*)$/.exec(scalar) ?? [];
  const args = inner?.split(",").map((arg) => arg.trim()) ?? [];
  const type = scalarType({ name: before + after, args, collation }, types);
  // The server keeps neither the number of dimensions nor their sizes.
  return scalar === written ? type : new ARRAY(type);
}

function scalarType(text: TypeText, types: NamedTypes): TypeEngine {
  const { name, args, collation } = text;
  if (name === "interval" || name.startsWith("interval ")) {
    const fields = name.slice("interval ".length);
    return new INTERVAL({
      ...(fields === "" ? {} : { fields }),
      ...(args[0] === undefined ? {} : { precision: Number(args[0]) }),
    });
  }
  const make = Object.hasOwn(KNOWN, name.toLowerCase()) ? KNOWN[name.toLowerCase()] : undefined;
  if (make !== undefined) return make(text);
  const key = typeKey(name);
  const found = types.enums.get(key);
  if (found !== undefined)
    return new ENUM(...found.labels, {
      name: found.name,
      // The type exists already, and stays when a table that uses it is dropped.
      createType: false,
      ...(found.schema === null ? {} : { schema: found.schema }),
      ...(collation === null ? {} : { collation }),
    });
  const domain = types.domains.get(key);
  if (domain === undefined) return new NullType();
  return new DOMAIN(domain.name, reflectedType(domain.base, types, domain.collation), {
    collation: domain.collation,
    default: domain.default,
    notNull: domain.notNull,
    createType: false,
    ...(domain.check === null ? {} : { constraintName: domain.check.name, check: domain.check.text }),
    ...(domain.schema === null ? {} : { schema: domain.schema }),
  });
}
