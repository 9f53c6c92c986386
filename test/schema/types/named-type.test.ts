import { describe, expect, test } from "vitest";
import { ArgumentError } from "../../../src/schema/arguments/argument-error.js";
import { sa } from "../../../src/schema/sa.js";
import type { TypeEngine } from "../../../src/schema/types/type-engine.js";

const { mssql, mysql, oracle, postgresql, sqlite } = sa;
const text = { charset: "utf8mb4", collation: "utf8mb4_bin", binary: true };
const number = { unsigned: true, zerofill: true };

/** Types of the dialects with the generic type that each of them also is, and the name that it goes by. */
const types: readonly [TypeEngine, abstract new (...args: never) => TypeEngine, string, readonly unknown[]][] = [
  [mysql.VARCHAR(20, text), sa.VARCHAR, "mysql.VARCHAR", [20, text]],
  [mysql.CHAR({ length: 20 }), sa.CHAR, "mysql.CHAR", [20]],
  [mysql.NVARCHAR(20), sa.NVARCHAR, "mysql.NVARCHAR", [20]],
  [mysql.NCHAR(20), sa.NCHAR, "mysql.NCHAR", [20]],
  [mysql.TEXT({ national: true }), sa.TEXT, "mysql.TEXT", [{ national: true }]],
  [mysql.TINYTEXT(text), sa.String, "mysql.TINYTEXT", [text]],
  [mysql.MEDIUMTEXT(), sa.String, "mysql.MEDIUMTEXT", []],
  [mysql.LONGTEXT({ ascii: true }), sa.String, "mysql.LONGTEXT", [{ ascii: true }]],
  [mysql.ENUM("a", "b", text), sa.Enum, "mysql.ENUM", ["a", "b", text]],
  [mysql.SET("a", "b"), sa.String, "mysql.SET", ["a", "b"]],
  [mysql.INTEGER(11, number), sa.INTEGER, "mysql.INTEGER", [{ displayWidth: 11, ...number }]],
  [mysql.BIGINT(), sa.BIGINT, "mysql.BIGINT", []],
  [mysql.SMALLINT({ displayWidth: 5 }), sa.SMALLINT, "mysql.SMALLINT", [{ displayWidth: 5 }]],
  [mysql.TINYINT(1), sa.Integer, "mysql.TINYINT", [{ displayWidth: 1 }]],
  [mysql.MEDIUMINT(number), sa.Integer, "mysql.MEDIUMINT", [number]],
  [mysql.NUMERIC(10, 2, number), sa.NUMERIC, "mysql.NUMERIC", [10, 2, number]],
  [mysql.DECIMAL(10), sa.DECIMAL, "mysql.DECIMAL", [10]],
  [mysql.FLOAT(10, 2), sa.FLOAT, "mysql.FLOAT", [10, 2]],
  [mysql.DOUBLE(10, 2), sa.DOUBLE, "mysql.DOUBLE", [10, 2]],
  [mysql.REAL({ precision: 10, scale: 2, unsigned: true }), sa.REAL, "mysql.REAL", [10, 2, { unsigned: true }]],
  [mysql.DATETIME({ fsp: 3 }), sa.DATETIME, "mysql.DATETIME", [{ fsp: 3 }]],
  [mysql.TIME({ timezone: true, fsp: 6 }), sa.TIME, "mysql.TIME", [{ timezone: true, fsp: 6 }]],
  [mysql.TIMESTAMP(), sa.TIMESTAMP, "mysql.TIMESTAMP", []],
  [mssql.DATETIME2(3), sa.DateTime, "mssql.DATETIME2", [3]],
  [mssql.DATETIMEOFFSET({ precision: 3 }), sa.DateTime, "mssql.DATETIMEOFFSET", [3]],
  [mssql.TIME(3), sa.TIME, "mssql.TIME", [3]],
  [mssql.SMALLDATETIME(), sa.DateTime, "mssql.SMALLDATETIME", []],
  [mssql.NTEXT({ collation: "c" }), sa.UnicodeText, "mssql.NTEXT", [{ collation: "c" }]],
  [
    postgresql.TIMESTAMP({ timezone: true, precision: 3 }),
    sa.TIMESTAMP,
    "postgresql.TIMESTAMP",
    [{ timezone: true, precision: 3 }],
  ],
  [postgresql.TIME({ precision: 3 }), sa.TIME, "postgresql.TIME", [{ precision: 3 }]],
  [postgresql.CITEXT(), sa.TEXT, "postgresql.CITEXT", []],
  [sqlite.DATETIME({ regexp: "r" }), sa.DateTime, "sqlite.DATETIME", [{ regexp: "r" }]],
  [sqlite.DATE({ storageFormat: "f" }), sa.Date, "sqlite.DATE", [{ storageFormat: "f" }]],
  [sqlite.TIME({ truncateMicroseconds: true }), sa.Time, "sqlite.TIME", [{ truncateMicroseconds: true }]],
  [oracle.NUMBER(10, 2), sa.Numeric, "oracle.NUMBER", [10, 2]],
  [oracle.VARCHAR2(20), sa.VARCHAR, "oracle.VARCHAR2", [20]],
  [oracle.BINARY_DOUBLE(), sa.Double, "oracle.BINARY_DOUBLE", []],
  [sa.VARCHAR(20), sa.String, "sa.VARCHAR", [20]],
  [sa.TIMESTAMP({ timezone: true }), sa.DateTime, "sa.TIMESTAMP", [{ timezone: true }]],
];

describe("types of a dialect", () => {
  test.each(types)(
    "when %o is made then it is the generic type under its own name",
    (type, generic, name, parameters) => {
      expect(type).toBeInstanceOf(generic);
      expect(`${type.namespace}.${type.typeName}`).toBe(name);
      expect(type.constructor.name).toBe(type.typeName);
      expect(type.parameters()).toEqual(parameters);
      expect(Reflect.construct(type.constructor, parameters)).toEqual(type);
    },
  );

  test("when a class is asked for then no other class of the same parent answers", () => {
    expect(mysql.TINYTEXT()).not.toBeInstanceOf(mysql.LONGTEXT);
    expect(mysql.VARCHAR(5)).not.toBeInstanceOf(mysql.CHAR);
    expect(sa.VARCHAR(5)).not.toBeInstanceOf(mysql.VARCHAR);
  });

  test("when a number of MySQL is not said to be exact or not then its SQL type decides", () => {
    const exact = [mysql.NUMERIC(), mysql.DECIMAL(), mysql.FLOAT(), mysql.DOUBLE(), mysql.REAL()];
    expect(exact.map((type) => type.asdecimal)).toEqual([true, true, false, true, true]);
    expect(mysql.FLOAT({ asdecimal: true }).asdecimal).toBe(true);
  });

  test("when a DOUBLE or REAL of MySQL has one of precision and scale then it is refused", () => {
    expect(() => mysql.DOUBLE(10)).toThrow(ArgumentError);
    expect(() => mysql.REAL({ scale: 2 })).toThrow(
      "You must specify both precision and scale or omit both altogether.",
    );
    expect(mysql.FLOAT(10).scale).toBeNull();
  });
});
