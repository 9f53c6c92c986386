import { describe, expect, test } from "vitest";
import type { ServerDefaultInput } from "../../src/schema/column.js";
import type { ClauseElement } from "../../src/schema/elements/clause-element.js";
import { sa } from "../../src/schema/sa.js";
import type { TableItem } from "../../src/schema/table.js";
import type { TypeInput } from "../../src/schema/types/type-engine.js";
import { compare, diffs } from "./support/compare.js";

type Items = readonly TableItem[];

/** The differences between a table `t` with an `id` and the models' one. */
function found(statements: string | readonly string[], ...items: Items): Promise<readonly unknown[]> {
  const metadata = sa.MetaData();
  sa.Table("t", metadata, sa.Column("id", sa.Integer(), { primaryKey: true }), ...items);
  return diffs([statements].flat(), metadata);
}

const table = (column: string): string => `CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, ${column})`;
const column = (kind: TypeInput, serverDefault: ServerDefaultInput = null) => sa.Column("c", kind, { serverDefault });

const text = (value: string) => sa.text(value);
const type = ["modify_type", "t", "c"];
const value = ["modify_default", "t", "c"];

/** A column as the database has it, the models' one that is the same, and one that is not. */
const columns: readonly (readonly [what: string, sql: string, same: TableItem, other: TableItem, kind: unknown])[] = [
  ["a text with a quote", "c TEXT DEFAULT 'it''s'", column(sa.Text(), "it's"), column(sa.Text(), "its"), value],
  ["a text of quotes", "c TEXT DEFAULT '''q'''", column(sa.Text(), "'q'"), column(sa.Text(), "q"), value],
  ["an empty text", "c TEXT DEFAULT ''", column(sa.Text(), ""), column(sa.Text()), value],
  ["a text in parentheses", "c TEXT DEFAULT '(1)'", column(sa.Text(), "(1)"), column(sa.Text(), "1"), value],
  [
    "a default in parentheses",
    "c INTEGER DEFAULT (5)",
    column(sa.Integer(), text("5")),
    column(sa.Integer(), text("6")),
    value,
  ],
  ["a number written as text", "c INTEGER DEFAULT 5", column(sa.Integer(), "5"), column(sa.Integer(), "50"), value],
  [
    "a decimal with a zero more",
    "c NUMERIC(10, 2) DEFAULT 1.50",
    column(sa.Numeric(10, 2), text("1.5")),
    column(sa.Numeric(10, 2), text("1.51")),
    value,
  ],
  [
    "a negative number",
    "c INTEGER DEFAULT -1",
    column(sa.Integer(), text("(-1)")),
    column(sa.Integer(), text("1")),
    value,
  ],
  [
    "a boolean by its name",
    "c BOOLEAN DEFAULT true",
    column(sa.Boolean(), text("1")),
    column(sa.Boolean(), text("0")),
    value,
  ],
  [
    "a text with a cast",
    "c TEXT DEFAULT (CAST('x' AS TEXT))",
    column(sa.Text(), text("(CAST('x' AS TEXT))")),
    column(sa.Text(), text("(CAST('y' AS TEXT))")),
    value,
  ],
  [
    "a call in other letters",
    "c TEXT DEFAULT (DATETIME('now'))",
    column(sa.Text(), text("(datetime( 'now' ))")),
    column(sa.Text(), text("(date('now'))")),
    value,
  ],
  [
    "now as SQLAlchemy has it",
    "c DATETIME DEFAULT CURRENT_TIMESTAMP",
    column(sa.DateTime(), sa.func.now()),
    column(sa.DateTime(), text("(date('now'))")),
    value,
  ],
  [
    "a hexadecimal number",
    "c INTEGER DEFAULT 0x10",
    column(sa.Integer(), text("16")),
    column(sa.Integer(), text("17")),
    value,
  ],
  ["a default of null", "c TEXT DEFAULT NULL", column(sa.Text(), text("NULL")), column(sa.Text(), "NULL"), value],
  ["a length", "c VARCHAR(20)", column(sa.String(20)), column(sa.String(30)), type],
  ["a length that goes", "c VARCHAR(20)", column(sa.String(20)), column(sa.String()), type],
  ["a space in front of a length", "c VARCHAR (20)", column(sa.String(20)), column(sa.String(21)), type],
  ["a type in small letters", "c varchar(20)", column(sa.String(20)), column(sa.Text()), type],
  ["a decimal's scale", "c NUMERIC(10, 2)", column(sa.Numeric(10, 2)), column(sa.Numeric(10, 3)), type],
  ["a decimal by its other name", "c DECIMAL(10,2)", column(sa.Numeric(10, 2)), column(sa.Numeric(10)), type],
  ["a float", "c FLOAT", column(sa.Float()), column(sa.Double()), type],
  ["a double of two words", "c DOUBLE PRECISION", column(sa.DOUBLE_PRECISION()), column(sa.Text()), type],
  ["a boolean", "c BOOLEAN", column(sa.Boolean()), column(sa.SmallInteger()), type],
  ["a boolean by its short name", "c BOOL", column(sa.Boolean()), column(sa.Integer()), type],
  ["an integer by its short name", "c INT", column(sa.Integer()), column(sa.BigInteger()), type],
  ["JSON", "c JSON", column(sa.JSON()), column(sa.Text()), type],
  [
    "an enum",
    "c VARCHAR(3)",
    column(sa.Enum("a", "bbb", { name: "e" })),
    column(sa.Enum("a", "bbbb", { name: "e" })),
    type,
  ],
  [
    "a collation",
    "c VARCHAR(5) COLLATE NOCASE",
    column(sa.String(5, { collation: "NOCASE" })),
    column(sa.String(5, { collation: "RTRIM" })),
    type,
  ],
];

describe("columns", () => {
  test.each(columns)(
    "when %s stays then nothing is found, when it changes then that is found",
    async (_what, sql, same, other, kind) => {
      expect(await found(table(sql), same)).toEqual([]);
      expect(await found(table(sql), other)).toEqual([[kind]]);
    },
  );

  test("when a row number takes NULL by its text then nothing is found", async () => {
    expect(await found("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT)")).toEqual([]);
  });
});

const integer = (name: string) => sa.Column(name, sa.Integer());
const twoColumns = "CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, a INTEGER, b INTEGER";

describe("constraints and indexes", () => {
  test("when a unique constraint has no name then it is found by its columns", async () => {
    const items = [integer("a"), integer("b")] as const;
    expect(await found(`${twoColumns}, UNIQUE (b, a))`, ...items, sa.UniqueConstraint("a", "b"))).toEqual([]);
    expect(await found(`${twoColumns}, UNIQUE (a))`, integer("a"), integer("b"), sa.UniqueConstraint("b"))).toEqual([
      ["remove_constraint", "UniqueConstraint", "t", null, ["a"]],
      ["add_constraint", "UniqueConstraint", "t", null, ["b"]],
    ]);
  });

  test("when a unique constraint is written in the column then it is the same", async () => {
    const sql = "CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, a INTEGER\n UNIQUE ON CONFLICT IGNORE, b INTEGER)";
    expect(await found(sql, sa.Column("a", sa.Integer(), { unique: true }), integer("b"))).toEqual([]);
  });

  test("when a unique constraint has an index of its own then that is no index of the models", async () => {
    expect(
      await found(
        `${twoColumns}, CONSTRAINT u UNIQUE (a))`,
        integer("a"),
        integer("b"),
        sa.UniqueConstraint("a", { name: "u" }),
      ),
    ).toEqual([]);
  });

  test("when a CHECK is written on several lines then it is the same", async () => {
    const sql = `${twoColumns}, CONSTRAINT ck CHECK (\n  a > 0 -- positive\n  AND "b" <> ')'\n))`;
    const check = (condition: string) => sa.CheckConstraint(condition, { name: "ck" });
    expect(await found(sql, integer("a"), integer("b"), check("a > 0 AND b <> ')'"))).toEqual([]);
    expect(await found(sql, integer("a"), integer("b"), check("a > 1 AND b <> ')'"))).toEqual([
      ["remove_constraint", "CheckConstraint", "t", "ck"],
      ["add_constraint", "CheckConstraint", "t", "ck"],
    ]);
  });

  test("when a CHECK has no name then it is found by its text", async () => {
    const sql = `${twoColumns}, CHECK (a > 0))`;
    expect(await found(sql, integer("a"), integer("b"), sa.CheckConstraint("A > 0"))).toEqual([]);
    expect(await found(sql, integer("a"), integer("b"))).toEqual([["remove_constraint", "CheckConstraint", "t", null]]);
  });

  test("when an enum or a boolean brings its CHECK along then it is the type's own", async () => {
    const sql =
      "CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, c VARCHAR(2), d BOOLEAN, CONSTRAINT e CHECK (c IN ('a', 'bb')), CHECK (d IN (0, 1)))";
    const letters = sa.Enum("a", "bb", { name: "e", createConstraint: true });
    const flag = sa.Boolean({ createConstraint: true });
    expect(await found(sql, sa.Column("c", letters), sa.Column("d", flag))).toEqual([]);
  });

  test("when the values of such an enum change then its CHECK changes with them", async () => {
    const sql =
      "CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, c VARCHAR(2), CHECK (c IN ('a', 'bb')), CHECK (c <> ''))";
    const column = (...values: readonly string[]) => sa.Column("c", sa.Enum(...values, { createConstraint: true }));
    const own = () => sa.CheckConstraint("c <> ''");
    expect(await found(sql, column("a", "bb"), own())).toEqual([]);
    const changed = ["remove_constraint", "add_constraint"].map((kind) => [kind, "CheckConstraint", "t", null]);
    expect(await found(sql, column("a", "cc"), own())).toEqual(changed);
    expect(await found(sql, column("a", "ccc"), own())).toEqual([[type], ...changed]);
    expect(await found(sql, column("a", "bb"))).toEqual([changed[0]]);
    const without = "CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, c VARCHAR(2))";
    expect(await found(without, column("a", "bb"))).toEqual([changed[1]]);
  });

  test("when an index is descending then the order counts", async () => {
    const statements = [`${twoColumns})`, "CREATE INDEX ix ON t (a DESC, b)"];
    const index = (...parts: (string | ClauseElement)[]) => sa.Index("ix", ...parts);
    expect(await found(statements, integer("a"), integer("b"), index(text("a DESC"), text("b")))).toEqual([]);
    expect(await found(statements, integer("a"), integer("b"), index("a", "b"))).toEqual([
      ["remove_index", "t", "ix"],
      ["add_index", "t", "ix"],
    ]);
  });

  test("when an index has a condition or an expression then both count", async () => {
    const statements = [`${twoColumns})`, "CREATE UNIQUE INDEX ix ON t (abs( a )) WHERE  b  IS NOT NULL"];
    const index = (part: string, condition: string) =>
      sa.Index("ix", text(part), { unique: true, sqliteWhere: text(condition) });
    expect(await found(statements, integer("a"), integer("b"), index("abs(a)", "b IS NOT NULL"))).toEqual([]);
    expect(await found(statements, integer("a"), integer("b"), index("abs(b)", "b IS NOT NULL"))).toHaveLength(2);
    expect(await found(statements, integer("a"), integer("b"), index("abs(a)", "b IS NULL"))).toHaveLength(2);
  });

  test("when a foreign key is written another way then it is the same", async () => {
    const sql =
      "CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, a INTEGER REFERENCES T ON DELETE cascade ON UPDATE NO ACTION, b INTEGER)";
    const key = (ondelete: string) => sa.ForeignKeyConstraint(["a"], ["t.id"], { name: "fk", ondelete });
    expect(await found(sql, integer("a"), integer("b"), key("CASCADE"))).toEqual([]);
    expect(await found(sql, integer("a"), integer("b"), key("SET NULL"))).toEqual([
      ["remove_fk", "ForeignKeyConstraint", "t", ["a"], ["T.id"], "CASCADE", null],
      ["add_fk", "ForeignKeyConstraint", "t", ["a"], ["t.id"], "SET NULL", null],
    ]);
  });
});

describe("tables", () => {
  test("when a table is strict then it is the same, and its script says so", async () => {
    const metadata = sa.MetaData();
    sa.Table("t", metadata, sa.Column("id", sa.Integer(), { primaryKey: true }), { sqliteStrict: true });
    expect(await diffs(["CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY) STRICT"], metadata)).toEqual([]);
    expect((await compare([], metadata)).upgrade).toContain("sqliteStrict: true,");
  });

  test("when a module runs tables then none of them is dropped", async () => {
    const metadata = sa.MetaData();
    expect(await diffs(["CREATE VIRTUAL TABLE search USING fts3(words)"], metadata)).toEqual([]);
  });
});
