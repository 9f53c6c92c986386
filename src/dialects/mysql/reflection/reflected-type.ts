import { DATE } from "../../../schema/types/date-time.js";
import { JsonType } from "../../../schema/types/json-type.js";
import { BINARY, BLOB, VARBINARY } from "../../../schema/types/large-binary.js";
import { BIT, INET4, INET6, LONGBLOB, MEDIUMBLOB, TINYBLOB } from "../../../schema/types/mysql/bit.js";
import { DATETIME, TIME, TIMESTAMP, YEAR } from "../../../schema/types/mysql/date-time.js";
import { ENUM, SET } from "../../../schema/types/mysql/enum.js";
import { BIGINT, INTEGER, MEDIUMINT, SMALLINT, TINYINT } from "../../../schema/types/mysql/integer.js";
import type { MysqlNumberOptions } from "../../../schema/types/mysql/number-options.js";
import { DECIMAL, DOUBLE, FLOAT } from "../../../schema/types/mysql/numeric.js";
import * as strings from "../../../schema/types/mysql/varchar.js";
import { NullType } from "../../../schema/types/null-type.js";
import type { TypeEngine } from "../../../schema/types/type-engine.js";
import { UUID } from "../../../schema/types/uuid.js";

/** Character set and collation of a column, where they are not those of its table. */
export interface OwnCharacters {
  readonly charset?: string;
  readonly collation?: string;
}

interface Parts {
  readonly numbers: readonly (number | null)[];
  readonly values: readonly string[];
  readonly flags: { readonly unsigned?: boolean; readonly zerofill?: boolean };
  readonly characters: OwnCharacters;
}

type MakeType = (parts: Parts) => TypeEngine;

const whole =
  (Type: new (options: MysqlNumberOptions) => TypeEngine): MakeType =>
  ({ numbers: [displayWidth = null], flags }) =>
    new Type({ displayWidth, ...flags });

const decimal =
  (Type: new (options: MysqlNumberOptions) => TypeEngine): MakeType =>
  ({ numbers: [precision = null, scale = null], flags }) =>
    new Type({ precision, scale, ...flags });

const text =
  (Type: new (options: { length: number | null; charset?: string; collation?: string }) => TypeEngine): MakeType =>
  ({ numbers: [length = null], characters }) =>
    new Type({ length, ...characters });

const fraction =
  (Type: new (options: { fsp: number | null }) => TypeEngine): MakeType =>
  ({ numbers: [fsp = null] }) =>
    new Type({ fsp });

const sized =
  (Type: new (length: number | null) => TypeEngine): MakeType =>
  ({ numbers: [length = null] }) =>
    new Type(length);

const plain =
  (Type: new () => TypeEngine): MakeType =>
  () =>
    new Type();

/** The types by the names that the server writes. */
const known: Readonly<Record<string, MakeType>> = {
  tinyint: whole(TINYINT),
  smallint: whole(SMALLINT),
  mediumint: whole(MEDIUMINT),
  int: whole(INTEGER),
  bigint: whole(BIGINT),
  decimal: decimal(DECIMAL),
  float: decimal(FLOAT),
  double: decimal(DOUBLE),
  bit: sized(BIT),
  char: text(strings.CHAR),
  varchar: text(strings.VARCHAR),
  tinytext: text(strings.TINYTEXT),
  text: text(strings.TEXT),
  mediumtext: text(strings.MEDIUMTEXT),
  longtext: text(strings.LONGTEXT),
  binary: sized(BINARY),
  varbinary: sized(VARBINARY),
  tinyblob: plain(TINYBLOB),
  blob: sized(BLOB),
  mediumblob: plain(MEDIUMBLOB),
  longblob: plain(LONGBLOB),
  enum: ({ values, characters }) => new ENUM(...values, characters),
  set: ({ values, characters }) => new SET(...values, characters),
  date: plain(DATE),
  time: fraction(TIME),
  datetime: fraction(DATETIME),
  timestamp: fraction(TIMESTAMP),
  year: ({ numbers: [displayWidth = null] }) => new YEAR({ displayWidth }),
  json: () => new JsonType(),
  inet4: plain(INET4),
  inet6: plain(INET6),
  uuid: plain(UUID),
};

/** The schema type of a column whose type the server writes as this text, such as `int(10) unsigned`. */
export function reflectedType(written: string, characters: OwnCharacters = {}): TypeEngine {
  const [, name = "", , inner, rest = ""] = /^(\w+)\b(\((.*)\))?([^)]*)$/s.exec(written) ?? [];
  const make = Object.hasOwn(known, name) ? known[name] : undefined;
  if (make === undefined) return new NullType();
  const isList = name === "enum" || name === "set";
  return make({
    numbers: isList || inner === undefined ? [] : inner.split(",").map(Number),
    values: isList ? valuesOf(inner ?? "") : [],
    flags: {
      ...(/\bunsigned\b/.test(rest) ? { unsigned: true } : {}),
      ...(/\bzerofill\b/.test(rest) ? { zerofill: true } : {}),
    },
    characters,
  });
}

function valuesOf(list: string): readonly string[] {
  return [...list.matchAll(/'((?:[^']|'')*)'/g)].map(([, value = ""]) => value.replaceAll("''", "'"));
}
