import { type AnyType, foreignIntervalMessage, plain, type TypeRule, type TypeTable } from "../base/types.js";
import { CompileError } from "../compile-error.js";

function numeric(name: string, precision: number | null, scale: number | null): string {
  if (precision === null) return name;
  return scale === null ? `${name}(${precision})` : `${name}(${precision}, ${scale})`;
}

const sized =
  (name: string): TypeRule =>
  ({ precision, scale }) =>
    numeric(name, precision, scale ?? null);

const varchar =
  (name: string, unit: string): TypeRule =>
  ({ length }) =>
    length === null || length === 0 ? name : `${name}(${length}${unit})`;

const float: TypeRule = (type) => {
  const { binaryPrecision = null } = type as AnyType & { readonly binaryPrecision?: number | null };
  if (type.precision !== null && type.precision !== 0 && binaryPrecision === null) {
    const estimate = Math.trunc(type.precision / 0.30103);
    throw new CompileError(
      `Oracle Database FLOAT types use 'binary precision', which does not convert cleanly from decimal 'precision'.  Please specify this type with a separate Oracle Database variant, such as sa.${type.typeName}(${type.precision}).withVariant(sa.oracle.FLOAT({ binaryPrecision: ${estimate} }), "oracle"), so that the Oracle Database specific 'binaryPrecision' may be specified accurately.`,
    );
  }
  return numeric("FLOAT", binaryPrecision, type.scale);
};

const interval = (day: number | null, second: number | null): string =>
  `INTERVAL DAY${day === null ? "" : `(${day})`} TO SECOND${second === null ? "" : `(${second})`}`;

interface IntervalFields {
  readonly dayPrecision: number | null;
  readonly secondPrecision: number | null;
  readonly native?: boolean;
}

/** Rules of types that Oracle writes in its own way. */
export const types: TypeTable = {
  big_integer: plain("NUMBER(19)"),
  NUMBER: sized("NUMBER"),
  float,
  FLOAT: float,
  double: sized("DOUBLE PRECISION"),
  DOUBLE_PRECISION: sized("DOUBLE PRECISION"),
  BINARY_DOUBLE: sized("BINARY_DOUBLE"),
  BINARY_FLOAT: sized("BINARY_FLOAT"),
  string: varchar("VARCHAR2", " CHAR"),
  VARCHAR2: varchar("VARCHAR2", " CHAR"),
  enum: varchar("VARCHAR", " CHAR"),
  unicode: varchar("VARCHAR2", " CHAR"),
  VARCHAR: varchar("VARCHAR", " CHAR"),
  NVARCHAR: varchar("NVARCHAR2", ""),
  text: plain("CLOB"),
  unicode_text: plain("CLOB"),
  LONG: plain("LONG"),
  datetime: plain("DATE"),
  TIMESTAMP: (type) => {
    const { localTimezone } = type as AnyType & { readonly localTimezone?: boolean };
    if (localTimezone === true) return "TIMESTAMP WITH LOCAL TIME ZONE";
    return type.timezone ? "TIMESTAMP WITH TIME ZONE" : "TIMESTAMP";
  },
  interval: (type) => {
    const { dayPrecision, secondPrecision, native } = type as unknown as IntervalFields;
    return native === false ? "DATE" : interval(dayPrecision, secondPrecision);
  },
  INTERVAL: (type, types) => {
    if (type.namespace !== "oracle") types.refuse(foreignIntervalMessage(type, types));
    const { dayPrecision, secondPrecision } = type as unknown as IntervalFields;
    return interval(dayPrecision, secondPrecision);
  },
  large_binary: plain("BLOB"),
  BFILE: plain("BFILE"),
  RAW: varchar("RAW", ""),
  ROWID: plain("ROWID"),
  boolean: plain("BOOLEAN"),
  JSON: (type) => ((type as AnyType & { readonly useBlob?: boolean }).useBlob === true ? "BLOB" : "JSON"),
};
