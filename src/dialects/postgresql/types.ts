import type { ArrayType } from "../../schema/types/array-type.js";
import type { EnumType } from "../../schema/types/enum-type.js";
import type { BIT } from "../../schema/types/postgresql/bit.js";
import type { DOMAIN } from "../../schema/types/postgresql/domain.js";
import type { INTERVAL } from "../../schema/types/postgresql/timestamp.js";
import { type AnyType, foreignIntervalMessage, plain, stringType, type TypeTable, text } from "../base/types.js";
import { CompileError } from "../compile-error.js";
import { typeName } from "./named-types.js";

const zoned = (name: string) => (type: AnyType) => {
  const precision = type.precision === null || type.precision === undefined ? "" : `(${type.precision})`;
  return `${name}${precision} ${type.timezone ? "WITH" : "WITHOUT"} TIME ZONE`;
};

const own = ["TSVECTOR", "TSQUERY", "INET", "CIDR", "CITEXT", "MACADDR", "MACADDR8", "MONEY", "OID", "REGCONFIG"];
const more = ["REGCLASS", "HSTORE", "JSON", "JSONB", "JSONPATH", "BYTEA", "UUID"];
const ranges = ["INT4", "INT8", "NUM", "DATE", "TS", "TSTZ"].flatMap((one) => [`${one}RANGE`, `${one}MULTIRANGE`]);

/** Rules of types that PostgreSQL writes in its own way. */
export const types: TypeTable = {
  ...Object.fromEntries([...own, ...more, ...ranges].map((name) => [name, plain(name)])),
  float: ({ precision }) => (precision === null || precision === 0 ? "FLOAT" : `FLOAT(${precision})`),
  FLOAT: ({ precision }) => (precision === null || precision === 0 ? "FLOAT" : `FLOAT(${precision})`),
  double: plain("DOUBLE PRECISION"),
  datetime: zoned("TIMESTAMP"),
  TIMESTAMP: zoned("TIMESTAMP"),
  time: zoned("TIME"),
  TIME: zoned("TIME"),
  large_binary: plain("BYTEA"),
  uuid: (type) => (type.nativeUuid ? "UUID" : "CHAR(32)"),
  unicode: text("VARCHAR"),
  enum: (type, types) => {
    const kind = type as unknown as EnumType;
    return kind.nativeEnum ? typeName(kind, types.identifiers) : stringType("VARCHAR", type, types);
  },
  ENUM: (type, types) => typeName(type as unknown as EnumType, types.identifiers),
  DOMAIN: (type, types) => typeName(type as unknown as DOMAIN, types.identifiers),
  interval: (type) => {
    const { secondPrecision, native } = type as unknown as { secondPrecision: number | null; native: boolean };
    if (!native) return "TIMESTAMP WITHOUT TIME ZONE";
    return secondPrecision === null ? "INTERVAL" : `INTERVAL (${secondPrecision})`;
  },
  INTERVAL: (type, types) => {
    if (type.namespace !== "postgresql") types.refuse(foreignIntervalMessage(type, types));
    const { fields, precision } = type as unknown as INTERVAL;
    return `INTERVAL${fields === null ? "" : ` ${fields}`}${precision === null ? "" : ` (${precision})`}`;
  },
  BIT: (type) => {
    const { varying, length } = type as unknown as BIT;
    if (varying) return length === null ? "BIT VARYING" : `BIT VARYING(${length})`;
    if (length === null) throw new CompileError("BIT needs a length on postgresql: sa.postgresql.BIT(1)");
    return `BIT(${length})`;
  },
  ARRAY: (type, types) => {
    const { itemType, dimensions } = type as unknown as ArrayType;
    const inner = types.write(itemType);
    const [, name = inner, collation = ""] = /^(.*?)((?: COLLATE.*)?)$/s.exec(inner) ?? [];
    return `${name}${"[]".repeat(dimensions ?? 1)}${collation}`;
  },
};
