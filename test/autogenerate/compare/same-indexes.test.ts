import { describe, expect, test } from "vitest";
import type { AutogenContext } from "../../../src/autogenerate/autogen-context.js";
import { haveSameIndexes } from "../../../src/autogenerate/compare/matched/same-indexes.js";
import type { ReflectedIndex, ReflectedTableParts } from "../../../src/dialects/inspector.js";
import { MysqlDialect } from "../../../src/dialects/mysql/mysql-dialect.js";
import { PostgresqlDialect } from "../../../src/dialects/postgresql/postgresql-dialect.js";
import { sa } from "../../../src/schema/sa.js";

const contexts = {
  postgresql: { hooks: new PostgresqlDialect().compareHooks } as AutogenContext,
  mysql: { hooks: new MysqlDialect().compareHooks } as AutogenContext,
};

const indexOf = (name: string, columnNames: readonly string[], more: Partial<ReflectedIndex> = {}): ReflectedIndex => ({
  ...{ name, columnNames, expressions: columnNames, unique: false, columnSorting: {}, columnCollation: {} },
  ...{ where: null, dialectOptions: {}, sql: null, ...more },
});

/** A table `t` with the columns a, b and c, an index on two of them, and unique constraints with a name and without. */
function table(...more: readonly Parameters<typeof sa.Table>[2][]) {
  const columns = ["a", "b", "c"].map((name) => sa.Column(name, sa.Integer()));
  const uniques = [sa.UniqueConstraint("b", "a", { name: "uq" }), sa.UniqueConstraint("c")];
  return sa.Table("t", sa.MetaData(), ...columns, ...uniques, sa.Index("ix", "a", "b"), ...more);
}

type Parts = Pick<ReflectedTableParts, "indexes" | "uniqueConstraints" | "foreignKeys">;
const inPostgresql: Parts = {
  indexes: [
    indexOf("ix", ["a", "b"]),
    indexOf("t_c_key", ["c"], { unique: true, duplicatesConstraint: "t_c_key" }),
    indexOf("uq", ["b", "a"], { unique: true, duplicatesConstraint: "uq" }),
  ],
  uniqueConstraints: [
    { name: "t_c_key", columnNames: ["c"] },
    { name: "uq", columnNames: ["a", "b"] },
  ],
  foreignKeys: [],
};
const inMysql: Parts = {
  indexes: [
    indexOf("c", ["c"], { unique: true }),
    indexOf("ix", ["a", "b"]),
    indexOf("uq", ["a", "b"], { unique: true }),
  ],
  uniqueConstraints: [
    { name: "c", columnNames: ["c"], duplicatesIndex: "c" },
    { name: "uq", columnNames: ["a", "b"], duplicatesIndex: "uq" },
  ],
  foreignKeys: [],
};
const places = [
  ["postgresql", inPostgresql],
  ["mysql", inMysql],
] as const;

describe.each(places)("indexes of a table on %s whose facts decide", (server, parts) => {
  const isSame = (found: Parts, models = table()): boolean => haveSameIndexes(contexts[server], models, found);
  const withIndex = (changed: ReflectedIndex): Parts => ({
    ...parts,
    indexes: parts.indexes.map((one) => (one.name === changed.name ? changed : one)),
  });

  test("when both have the same then that is known", () => {
    expect(isSame(parts)).toBe(true);
  });

  test("when an index differs, is missing or is left over then the comparators decide", () => {
    expect(isSame(withIndex(indexOf("ix", ["b", "a"])))).toBe(false);
    expect(isSame(withIndex(indexOf("ix", ["a"])))).toBe(false);
    expect(isSame(withIndex(indexOf("ix", ["a", "b"], { unique: true })))).toBe(false);
    expect(isSame(withIndex(indexOf("ix", ["a", "b"], { where: "a > 1" })))).toBe(false);
    expect(isSame(withIndex(indexOf("ix", ["a", "b"], { columnSorting: { a: ["desc"] } })))).toBe(false);
    expect(isSame(withIndex(indexOf("ix", ["a", "b"], { columnCollation: { a: "C" } })))).toBe(false);
    expect(isSame({ ...parts, indexes: parts.indexes.filter(({ name }) => name !== "ix") })).toBe(false);
    expect(isSame({ ...parts, indexes: [...parts.indexes, indexOf("more", ["a"])] })).toBe(false);
    expect(isSame(parts, table(sa.Index("more", "a")))).toBe(false);
    expect(isSame(parts, table(sa.Index("ix2", sa.text("a + 1"))))).toBe(false);
  });

  test("when a unique constraint differs, is missing or is left over then the comparators decide", () => {
    for (const columns of [["a"], ["a", "c"]]) {
      const { indexes, uniqueConstraints } = parts;
      const changed = {
        ...parts,
        indexes: indexes.map((one) => (one.name === "uq" ? { ...one, columnNames: columns } : one)),
        uniqueConstraints: uniqueConstraints.map((one) => (one.name === "uq" ? { ...one, columnNames: columns } : one)),
      };
      expect(isSame(changed)).toBe(false);
    }
    for (const gone of ["uq", "c", "t_c_key"]) {
      const isLeft = ({ name }: { readonly name: string | null }): boolean => name !== gone;
      const { indexes, uniqueConstraints } = parts;
      const less = { ...parts, indexes: indexes.filter(isLeft), uniqueConstraints: uniqueConstraints.filter(isLeft) };
      expect(isSame(less)).toBe(less.indexes.length === indexes.length);
    }
    const more = sa.Table("t", sa.MetaData(), ...["a", "b", "c"].map((name) => sa.Column(name, sa.Integer())));
    more.appendIndex(sa.Index("ix", "a", "b"));
    expect(isSame(parts, more)).toBe(false);
    expect(isSame(parts, table(sa.UniqueConstraint("a", { name: "uq2" })))).toBe(false);
  });
});

describe("indexes that MySQL makes for foreign keys", () => {
  const key = {
    ...{ name: "fk", constrainedColumns: ["a"], referredSchema: null, referredTable: "u", referredColumns: ["id"] },
    options: {},
  };
  const isSame = (index: ReflectedIndex, foreignKeys = [key]): boolean =>
    haveSameIndexes(contexts.mysql, table(), { ...inMysql, indexes: [...inMysql.indexes, index], foreignKeys });

  test("when an index has the name and the columns of a key then it belongs to the key, otherwise not", () => {
    expect(isSame(indexOf("fk", ["a"]))).toBe(true);
    expect(isSame(indexOf("a_2", ["a"]))).toBe(true);
    expect(isSame(indexOf("fk", ["b"]))).toBe(false);
    expect(isSame(indexOf("other", ["a"]))).toBe(false);
    expect(isSame(indexOf("fk", ["a"], { unique: true }))).toBe(false);
    expect(isSame(indexOf("fk", ["a"], { dialectOptions: { mysqlLength: { a: 3 } } }))).toBe(false);
    expect(isSame(indexOf("fk", ["a"]), [])).toBe(false);
  });
});
