import { describe, expect, test } from "vitest";
import { ArgumentError } from "../../src/schema/arguments/argument-error.js";
import { sa } from "../../src/schema/sa.js";

/** A call as a script makes it: nothing checks its types before it runs. */
const untyped = sa as unknown as Record<string, (...args: unknown[]) => unknown> & {
  readonly mysql: Record<string, (...args: unknown[]) => unknown>;
  readonly postgresql: Record<string, (...args: unknown[]) => unknown>;
};
const integer = sa.Integer();
const name = sa.column("name", sa.String());

describe("options that nothing knows", () => {
  test.each<[string, () => unknown, string]>([
    [
      "Python's spelling",
      () => untyped["Column"]?.("id", integer, { primary_key: true }),
      "Column() got an unexpected option 'primary_key'; did you mean 'primaryKey'?",
    ],
    [
      "Python's underscore",
      () => untyped["Column"]?.("id", { type_: integer }),
      "Column() got an unexpected option 'type_'; did you mean 'type'?",
    ],
    [
      "a keyword of a dialect",
      () => untyped["Index"]?.("i", "a", { sqlite_where: "x" }),
      "Index() got an unexpected option 'sqlite_where'; did you mean 'sqliteWhere'?",
    ],
    [
      "other capitals",
      () => untyped["MetaData"]?.({ namingconvention: {} }),
      "MetaData() got an unexpected option 'namingconvention'; did you mean 'namingConvention'?",
    ],
    [
      "a letter too few",
      () => untyped["ForeignKey"]?.("a.b", { ondelet: "CASCADE" }),
      "ForeignKey() got an unexpected option 'ondelet'; did you mean 'ondelete'?",
    ],
    [
      "the beginning of a name",
      () => untyped["Column"]?.("id", integer, { prim: true }),
      "Column() got an unexpected option 'prim'; did you mean 'primaryKey'?",
    ],
    [
      "a name like no other",
      () => untyped["UniqueConstraint"]?.("a", { colour: "red" }),
      "UniqueConstraint() got an unexpected option 'colour'",
    ],
    [
      "a type's option",
      () => untyped["String"]?.(5, { colation: "C" }),
      "String() got an unexpected option 'colation'",
    ],
    ["an option of no type", () => untyped["Integer"]?.({ length: 5 }), "Integer() got an unexpected option 'length'"],
    [
      "an option of another dialect's type",
      () => untyped.mysql["VARCHAR"]?.(5, { char_set: "utf8" }),
      "VARCHAR() got an unexpected option 'char_set'; did you mean 'charset'?",
    ],
    [
      "a keyword of a dialect where none is taken",
      () => untyped.postgresql["BIT"]?.({ sqliteWhere: true }),
      "BIT() got an unexpected option 'sqliteWhere'",
    ],
    [
      "an option of a light table",
      () => untyped["table"]?.("t", { schemas: "s" }),
      "table() got an unexpected option 'schemas'; did you mean 'schema'?",
    ],
    [
      "an option of CASE",
      () => untyped["case"]?.([1, 2], { otherwise: 3 }),
      "case() got an unexpected option 'otherwise'",
    ],
    [
      "an option of a function",
      () => sa.func["foo"]?.(name, { typ: integer }),
      "func.foo() got an unexpected option 'typ'; did you mean 'type'?",
    ],
    [
      "an option of a parameter",
      () => untyped["bindparam"]?.("x", 5, { unique: true }),
      "bindparam() got an unexpected option 'unique'",
    ],
    [
      "an option of a prefix",
      () => sa.insert(sa.table("t")).prefixWith("IGNORE", { dialects: "mysql" } as never),
      "prefixWith() got an unexpected option 'dialects'; did you mean 'dialect'?",
    ],
    [
      "an option of LIKE",
      () => name.like("a%", { autoescape: true } as never),
      "like() got an unexpected option 'autoescape'",
    ],
    [
      "an option of a LIKE that is made of a value",
      () => name.contains("a%", { autoEscape: true } as never),
      "contains() got an unexpected option 'autoEscape'; did you mean 'autoescape'?",
    ],
    [
      "an expression to escape",
      () => name.startswith(sa.literal("a%"), { autoescape: true }),
      "startswith() with autoescape takes a string, not an object",
    ],
    [
      "options in the middle",
      () => untyped["Column"]?.("id", { nullable: false }, integer),
      "Column() takes its options last",
    ],
  ])("when there is %s then it is refused", (_, call, message) => {
    expect(call).toThrow(ArgumentError);
    expect(call).toThrow(message);
  });

  test.each<[string, () => unknown, string]>([
    ["a text for a length", () => untyped["String"]?.("50"), "String() takes its length as a number, not '50'"],
    ["a negative length", () => untyped["String"]?.(-1), "String() takes a length that is not negative, not -1"],
    [
      "a length in the options",
      () => untyped["String"]?.({ length: -1 }),
      "takes a length that is not negative, not -1",
    ],
    [
      "a fraction for a length",
      () => untyped["VARCHAR"]?.(1.5),
      "VARCHAR() takes its length as a whole number, not 1.5",
    ],
    ["texts for digits", () => untyped["Numeric"]?.("10", "2"), "Numeric() takes its precision as a number, not '10'"],
    ["a text for a scale", () => untyped["Numeric"]?.(10, "2"), "Numeric() takes its scale as a number, not '2'"],
    ["a list for values", () => untyped["Enum"]?.(["a"]), "Enum() takes its values as strings, not a list"],
    [
      "a text for a width",
      () => untyped.mysql["INTEGER"]?.("5"),
      "INTEGER() takes its displayWidth as a number, not '5'",
    ],
  ])("when a type is given %s then it is refused", (_, call, message) => {
    expect(call).toThrow(ArgumentError);
    expect(call).toThrow(message);
  });

  test("when a scale is negative or a length is SQL Server's max then it is taken", () => {
    expect(sa.Numeric(5, -2).scale).toBe(-2);
    expect(sa.mssql.VARBINARY("max").isMax).toBe(true);
  });

  test("when a class is made with new then its options are looked at too", () => {
    expect(() => new sa.Numeric({ precisoin: 5 } as never)).toThrow("did you mean 'precision'?");
  });

  test("when an option belongs to a dialect then it is one of the call's own", () => {
    const index = sa.Index("i", "a", {
      sqliteWhere: "a > 1",
      dialectOptions: { duckdbZones: 5, postgresqlUsing: "gin" },
    });
    expect(index.dialectOptions).toEqual({ sqliteWhere: "a > 1", duckdbZones: 5, postgresqlUsing: "gin" });
    expect(index.copy().dialectOptions).toEqual(index.dialectOptions);
  });

  test.each<[string, () => unknown, string]>([
    [
      "misspelt",
      () => untyped["Index"]?.("i", "a", { sqliteWehre: "x" }),
      "Index() got an unexpected option 'sqliteWehre'; did you mean 'sqliteWhere'?",
    ],
    [
      "misspelt in a column",
      () => untyped["Column"]?.("id", integer, { sqliteOnConflictNtoNull: "FAIL" }),
      "Column() got an unexpected option 'sqliteOnConflictNtoNull'; did you mean 'sqliteOnConflictNotNull'?",
    ],
    [
      "one of another construct",
      () => untyped["Index"]?.("i", "a", { mysqlEngine: "InnoDB" }),
      "Index() got an unexpected option 'mysqlEngine'",
    ],
    [
      "one of another dialect, and not taken for a misspelt one",
      () => untyped["PrimaryKeyConstraint"]?.("a", { mssqlUsing: "hash" }),
      /PrimaryKeyConstraint\(\) got an unexpected option 'mssqlUsing'$/ as never,
    ],
    [
      "of a dialect that is not built in",
      () => untyped["Index"]?.("i", "a", { duckdbZones: 5 }),
      "Index() got an unexpected option 'duckdbZones'; a keyword of a dialect that is not built in goes into 'dialectOptions'",
    ],
    [
      "an option of MySQL without a name here",
      () => untyped["Table"]?.("t", sa.MetaData(), { mysqlSparkle: 5 }),
      "Table() got an unexpected option 'mysqlSparkle'; an option of a table that is not listed goes into 'dialectOptions'",
    ],
    [
      "misspelt and hidden",
      () => untyped["Index"]?.("i", "a", { dialectOptions: { sqliteWehre: "x" } }),
      "Index() got an unexpected keyword 'sqliteWehre' in dialectOptions; did you mean 'sqliteWhere'?",
    ],
    [
      "without a dialect",
      () => untyped["Index"]?.("i", "a", { dialectOptions: { zones: "x" } }),
      "Index() takes dialectOptions that begin with the name of their dialect, as duckdbCompression does, not 'zones'",
    ],
    [
      "in Python's spelling",
      () => untyped["Index"]?.("i", "a", { dialectOptions: { duckdb_zones: "x" } }),
      "as duckdbCompression does, not 'duckdb_zones'",
    ],
    [
      "a list of them",
      () => untyped["Index"]?.("i", "a", { dialectOptions: ["duckdbZones"] }),
      "Index() takes an object as dialectOptions, not a list",
    ],
  ])("when a keyword of a dialect is %s then it is refused", (_, call, message) => {
    expect(call).toThrow(ArgumentError);
    expect(call).toThrow(message);
  });

  test("when a table has an option of MySQL that has no name here then it is taken beside the others", () => {
    const table = sa.Table("t", sa.MetaData(), { mysqlEngine: "InnoDB", dialectOptions: { mysqlSparkle: 5 } });
    expect(table.dialectOptions).toEqual({ mysqlEngine: "InnoDB", mysqlSparkle: 5 });
    expect(table.toMetadata(sa.MetaData()).dialectOptions).toEqual(table.dialectOptions);
  });

  test("when a column, key or constraint is copied then its keywords come along", () => {
    const column = sa.Column("a", integer, { sqliteOnConflictNotNull: "FAIL", dialectOptions: { duckdbZones: 1 } });
    expect(column.copy({ dialectOptions: { toyX: 2 }, sqliteOnConflictNotNull: "ABORT" }).dialectOptions).toEqual({
      sqliteOnConflictNotNull: "ABORT",
      duckdbZones: 1,
      toyX: 2,
    });
    const unique = sa.UniqueConstraint("a", { dialectOptions: { duckdbZones: 1 }, mssqlClustered: true });
    expect(unique.copy().dialectOptions).toEqual({ duckdbZones: 1, mssqlClustered: true });
    const owner = sa.Column("b", integer, sa.ForeignKey("t.a", { dialectOptions: { duckdbZones: 1 } }));
    const table = sa.Table("u", sa.MetaData(), owner);
    expect(table.foreignKeyConstraints[0]?.dialectOptions).toEqual({ duckdbZones: 1 });
  });

  test("when a type is derived from then its options are looked at by the base", () => {
    class Short extends sa.String {
      constructor() {
        super(5, { collation: "C" });
      }
    }
    expect(new Short()).toMatchObject({ length: 5, collation: "C" });
    expect(new Short()).toBeInstanceOf(Short);
    class Misspelt extends sa.String {
      constructor() {
        super(5, { colation: "C" } as never);
      }
    }
    expect(() => new Misspelt()).toThrow("String() got an unexpected option 'colation'; did you mean 'collation'?");
  });
});

describe("parts that do not fit", () => {
  test.each<[string, () => unknown, string]>([
    ["Table without metadata", () => untyped["Table"]?.("t", sa.Column("a")), "not a column"],
    [
      "Table without anything",
      () => untyped["Table"]?.("t"),
      "Table() takes an sa.MetaData as its second argument, not nothing",
    ],
    ["Table of a text", () => untyped["Table"]?.("t", sa.MetaData(), "id"), "'SchemaItem' object, such as a 'Column'"],
    ["Column of a text", () => untyped["Column"]?.("a", "b"), "or a 'Constraint' expected, got 'b'"],
    ["Column without a name", () => untyped["Column"]?.(integer), "Column() takes a name as its first argument"],
    [
      "ForeignKeyConstraint of texts",
      () => untyped["ForeignKeyConstraint"]?.("a", "b.c"),
      "ForeignKeyConstraint() takes two lists of columns, not 'a'",
    ],
    [
      "PrimaryKeyConstraint of a list",
      () => untyped["PrimaryKeyConstraint"]?.(["a", "b"]),
      "String column name or column expression for DDL constraint expected, got a list.",
    ],
    ["Index of a list", () => untyped["Index"]?.("i", ["a"]), "for DDL constraint expected, got a list."],
    ["ForeignKey of a number", () => untyped["ForeignKey"]?.(5), "for DDL foreign key constraint expected, got 5."],
    ["CheckConstraint of nothing", () => untyped["CheckConstraint"]?.(), "for DDL constraint expected, got nothing."],
    ["Enum of a list", () => untyped["Enum"]?.(["a", "b"]), "Enum() takes its values as strings, not a list"],
  ])("when there is a %s then it is refused", (_, call, message) => {
    expect(call).toThrow(ArgumentError);
    expect(call).toThrow(message);
  });
});

describe("arguments that have no place", () => {
  test.each<[string, () => unknown, string]>([
    [
      "DateTime",
      () => untyped["DateTime"]?.(true),
      "DateTime() takes no positional arguments; write { timezone: true }",
    ],
    ["String", () => untyped["String"]?.(5, "C"), "String() takes 1 positional argument; write { collation: 'C' }"],
    [
      "Numeric",
      () => untyped["Numeric"]?.(5, 2, 3, true),
      "Numeric() takes 2 positional arguments; write { decimalReturnScale: 3, asdecimal: true }",
    ],
    [
      "Boolean",
      () => untyped["Boolean"]?.(true, "nm"),
      "Boolean() takes no positional arguments; write { createConstraint: true, name: 'nm' }",
    ],
    [
      "Uuid",
      () => untyped["Uuid"]?.(false, false),
      "Uuid() takes no positional arguments; write { asUuid: false, nativeUuid: false }",
    ],
    ["Integer", () => untyped["Integer"]?.(11), "Integer() takes no positional arguments, not 1"],
    [
      "TIMESTAMP of PostgreSQL",
      () => untyped.postgresql["TIMESTAMP"]?.(true, 3),
      "TIMESTAMP() takes no positional arguments; write { timezone: true, precision: 3 }",
    ],
    [
      "TIMESTAMP of MySQL",
      () => untyped.mysql["TIMESTAMP"]?.(false, 3),
      "TIMESTAMP() takes no positional arguments; write { timezone: false, fsp: 3 }",
    ],
    [
      "YEAR of MySQL",
      () => untyped.mysql["YEAR"]?.(4),
      "YEAR() takes no positional arguments; write { displayWidth: 4 }",
    ],
    [
      "NUMERIC of MySQL",
      () => untyped.mysql["NUMERIC"]?.(5, 2, true),
      "NUMERIC() takes 2 positional arguments; write { asdecimal: true }",
    ],
    [
      "Identity with options",
      () => untyped["Identity"]?.(true, { start: 5 }),
      "Identity() takes no positional arguments; write { always: true }",
    ],
    [
      "Computed",
      () => untyped["Computed"]?.("a+1", true),
      "Computed() takes 1 positional argument; write { persisted: true }",
    ],
    [
      "Sequence",
      () => untyped["Sequence"]?.("q", 5, 2),
      "Sequence() takes 1 positional argument; write { start: 5, increment: 2 }",
    ],
    [
      "CheckConstraint",
      () => untyped["CheckConstraint"]?.("a>1", "nm"),
      "CheckConstraint() takes 1 positional argument; write { name: 'nm' }",
    ],
    [
      "ForeignKeyConstraint",
      () => untyped["ForeignKeyConstraint"]?.(["a"], ["x.a"], "fk", "CASCADE", "SET NULL"),
      "ForeignKeyConstraint() takes 2 positional arguments; write { name: 'fk', onupdate: 'CASCADE', ondelete: 'SET NULL' }",
    ],
    ["MetaData", () => untyped["MetaData"]?.("s"), "MetaData() takes no positional arguments; write { schema: 's' }"],
  ])("when %s is given one then the option to write is named", (_, call, message) => {
    expect(call).toThrow(ArgumentError);
    expect(call).toThrow(message);
  });

  test("when what is left out is written as undefined then that is no argument", () => {
    expect(untyped["String"]?.(5, undefined)).toMatchObject({ length: 5 });
    expect(untyped["DateTime"]?.(undefined)).toBeInstanceOf(sa.DateTime);
  });

  test("when the base of a derived type gets one then it is refused there", () => {
    class Stamp extends sa.DateTime {
      constructor() {
        super(true as never);
      }
    }
    expect(() => new Stamp()).toThrow("write { timezone: true }");
  });
});
