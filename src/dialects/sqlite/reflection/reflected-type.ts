import { BOOLEAN } from "../../../schema/types/boolean-type.js";
import { DATE, DATETIME, TIME, TIMESTAMP } from "../../../schema/types/date-time.js";
import { BIGINT, INTEGER, SMALLINT } from "../../../schema/types/integer.js";
import { JsonType } from "../../../schema/types/json-type.js";
import { BLOB } from "../../../schema/types/large-binary.js";
import { NullType } from "../../../schema/types/null-type.js";
import { DECIMAL, DOUBLE, FLOAT, NUMERIC, REAL } from "../../../schema/types/numeric.js";
import { CHAR, NCHAR, NVARCHAR, type StringType, TEXT, VARCHAR } from "../../../schema/types/string-type.js";
import type { TypeEngine } from "../../../schema/types/type-engine.js";

type MakeType = (args: readonly number[], collation: string | null) => TypeEngine;

const string =
  (Type: new (length: number | null, options: { collation: string | null }) => StringType): MakeType =>
  ([length], collation) =>
    new Type(length ?? null, { collation });

const text = string(TEXT);
const numeric: MakeType = ([precision, scale]) => new NUMERIC(precision ?? null, scale ?? null);
const real: MakeType = ([precision]) => new REAL(precision ?? null);

/** The types that SQLAlchemy knows by name on SQLite; all others go by affinity. */
const namedTypes: Readonly<Record<string, MakeType>> = {
  BIGINT: () => new BIGINT(),
  BLOB: ([length]) => new BLOB(length ?? null),
  BOOL: () => new BOOLEAN(),
  BOOLEAN: () => new BOOLEAN(),
  CHAR: string(CHAR),
  DATE: () => new DATE(),
  DATE_CHAR: () => new DATE(),
  DATETIME: () => new DATETIME(),
  DATETIME_CHAR: () => new DATETIME(),
  DECIMAL: ([precision, scale]) => new DECIMAL(precision ?? null, scale ?? null),
  DOUBLE: ([precision]) => new DOUBLE(precision ?? null),
  FLOAT: ([precision]) => new FLOAT(precision ?? null),
  INT: () => new INTEGER(),
  INTEGER: () => new INTEGER(),
  JSON: () => new JsonType(),
  NCHAR: string(NCHAR),
  NUMERIC: numeric,
  NVARCHAR: string(NVARCHAR),
  REAL: real,
  SMALLINT: () => new SMALLINT(),
  TEXT: text,
  TIME: () => new TIME(),
  TIME_CHAR: () => new TIME(),
  TIMESTAMP: () => new TIMESTAMP(),
  VARCHAR: string(VARCHAR),
};

/** How SQLite treats the values of a column. */
export type Affinity = "INTEGER" | "TEXT" | "BLOB" | "REAL" | "NUMERIC";

/** Returns the type that SQLite derives from a type's text, by its own rules in their order. */
export function sqliteAffinity(typeText: string): Affinity {
  const name = typeText.toUpperCase();
  if (name.includes("INT")) return "INTEGER";
  if (name.includes("CHAR") || name.includes("CLOB") || name.includes("TEXT")) return "TEXT";
  if (name.includes("BLOB") || name === "") return "BLOB";
  return name.includes("REAL") || name.includes("FLOA") || name.includes("DOUB") ? "REAL" : "NUMERIC";
}

/** The types of columns whose type SQLAlchemy does not know by name. */
const typesByAffinity: Readonly<Record<Affinity, MakeType>> = {
  INTEGER: () => new INTEGER(),
  TEXT: text,
  BLOB: () => new NullType(),
  REAL: real,
  NUMERIC: numeric,
};

/** A type's name in upper case and the numbers in its parentheses. */
function partsOf(typeText: string): readonly [name: string, args: readonly number[]] {
  // Most are written like VARCHAR(50), and a schema has thousands.
  const [usual, known = "", one, two] = /^([A-Z_]+)(?:\((\d+)(?:, ?(\d+))?\))?$/.exec(typeText) ?? [];
  if (usual !== undefined) return [known, [one, two].filter((digits) => digits !== undefined).map(Number)];
  const text = typeText.toUpperCase().replaceAll(/\s+/g, " ").trim();
  const [, name, inner = ""] = /^([\p{L}\p{N}_ ]+)(?:\((.*)\))?$/su.exec(text) ?? [];
  return [name?.trim() ?? "", (inner.match(/\d+/g) ?? []).map(Number)];
}

/** The schema type of a column whose type SQLite has as this text. */
export function reflectedType(typeText: string, collation: string | null = null): TypeEngine {
  const [name, args] = partsOf(typeText);
  const make = Object.hasOwn(namedTypes, name) ? namedTypes[name] : undefined;
  return (make ?? typesByAffinity[sqliteAffinity(name)])(args, collation);
}
