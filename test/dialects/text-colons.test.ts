import { describe, expect, test } from "vitest";
import { loadDialect } from "../../src/backends/load-dialect.js";
import type { Operations } from "../../src/operations/operations.js";
import type { ClauseElement } from "../../src/schema/elements/clause-element.js";
import { sa } from "../../src/schema/sa.js";
import { offline, online } from "../operations/run-operations.js";

const dialectNames = ["sqlite", "postgresql", "mysql", "mariadb", "mssql", "oracle"];

/** Every text of a schema object, with a string that has colons in it. */
const json = `'{"a":1,"b":[]} at 12:30 :name'`;

const texts: readonly [string, readonly string[], (op: Operations) => unknown][] = [
  [
    "a server default",
    dialectNames,
    (op) => op.createTable("t", sa.Column("a", sa.Text(), { serverDefault: sa.text(json) })),
  ],
  [
    "the server default of a new column",
    dialectNames,
    (op) => op.addColumn("t", sa.Column("a", sa.Text(), { serverDefault: sa.text(json) })),
  ],
  [
    "an altered server default",
    dialectNames.filter((name) => name !== "sqlite"),
    (op) => op.alterColumn("t", "a", { serverDefault: sa.text(json), existingType: sa.Text() }),
  ],
  ["a generated column", dialectNames, (op) => op.createTable("t", sa.Column("a", sa.Text(), sa.Computed(json)))],
  [
    "a CHECK of a column",
    dialectNames,
    (op) => op.createTable("t", sa.Column("a", sa.Text(), sa.CheckConstraint(`a <> ${json}`))),
  ],
  [
    "a CHECK of a table",
    dialectNames,
    (op) => op.createTable("t", sa.Column("a", sa.Text()), sa.CheckConstraint(sa.text(`a <> ${json}`), { name: "ck" })),
  ],
  [
    "a CHECK by itself",
    dialectNames.filter((name) => name !== "sqlite"),
    (op) => op.createCheckConstraint("ck", "t", `a <> ${json}`),
  ],
  ["an index", dialectNames, (op) => op.createIndex("ix", "t", [sa.text(`coalesce(a, ${json})`)])],
  [
    "the condition of an index",
    ["sqlite", "postgresql", "mssql"],
    (op) => op.createIndex("ix", "t", ["a"], where(sa.text(`a = ${json}`))),
  ],
  [
    "the condition of an index as a string",
    ["sqlite", "postgresql", "mssql"],
    (op) => op.createIndex("ix", "t", ["a"], where(`a = ${json}`)),
  ],
  [
    "an EXCLUDE constraint",
    ["postgresql"],
    (op) => op.createExcludeConstraint("ex", "t", ["a", "="], { where: `a <> ${json}` }),
  ],
  [
    "a comment",
    ["postgresql", "mysql", "mariadb", "oracle"],
    (op) => op.createTable("t", sa.Column("a", sa.Text(), { comment: json.slice(1, -1) })),
  ],
  ["SQL of the script", dialectNames, (op) => op.execute(`UPDATE t SET a = ${json}`)],
];

const where = (given: string | ClauseElement) => ({ sqliteWhere: given, postgresqlWhere: given, mssqlWhere: given });

describe("a colon inside of quotes", () => {
  for (const [what, dialects, script] of texts)
    test.each(dialects)(`when ${what} has one then %s gets it as it is written`, async (name) => {
      expect(await offline(name, script, { literalBinds: true })).toContain(json);
    });

  test.each([
    ["sqlite", `"n:a" [n:b] \`n:c\` -- it's :d\n /* :e */`],
    ["postgresql", `E'\\':a' $$ ' :b $$ $t$ :c $t$ "x :d" /* :e */ -- :f`],
    ["mysql", `'it\\'s :a' "say \\":b\\"" \`x :c\` # :d\n/* :e */ -- :f`],
    ["mssql", `[x :a] "x :b" N':c' -- :d`],
    ["oracle", `q'[it's :a]' nq'!it's :b!' "x :c" -- :d`],
  ])("when %s quotes in its own ways then nothing in them is a parameter", async (name, sql) => {
    const [statement] = (await loadDialect(name)).compile(sa.text(sql), { literalBinds: true });
    expect(statement).toEqual({ sql });
  });

  test("when a text has parameters beside its quotes then these have their values", async () => {
    const clause = sa.text(`SELECT ':a', :a, 'x'':a', ":a", a::int, '\\:b', :c:, C\\:d`).bindparams({ a: "C\\:x :a" });
    const [statement] = (await loadDialect("postgresql")).compile(clause, { literalBinds: true });
    expect(statement?.sql).toBe(`SELECT ':a', 'C\\:x :a', 'x'':a', ":a", a::int, ':b', :c:, C:d`);
  });

  test("when a table is built anew then its rows and its text have the value", async () => {
    const { connection, op } = await online();
    await op.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
    await op.execute("INSERT INTO t VALUES (1)");
    await op.batchAlterTable("t", { recreate: "always" }, async (batch) => {
      await batch.addColumn(sa.Column("a", sa.Text(), { serverDefault: sa.text(json) }));
    });
    await op.execute("INSERT INTO t (id) VALUES (2)");
    const rows = await op.getBind().execute("SELECT a FROM t");
    expect(rows.map(({ a }) => a)).toEqual([json.slice(1, -1), json.slice(1, -1)]);
    expect(await op.getBind().scalar("SELECT sql FROM sqlite_schema")).toContain(`DEFAULT ${json}`);
    await connection.close();
  });

  test("when a statement is run with values then the quoted name keeps its own", async () => {
    const { connection, op } = await online();
    const rows = await op.getBind().execute(sa.text("SELECT ':a' AS q, :a AS v"), { a: 1 });
    expect([...rows]).toEqual([{ q: ":a", v: 1 }]);
    await connection.close();
  });
});

describe("a parameter in a schema object", () => {
  const unbound: readonly [string, (op: Operations) => unknown][] = [
    ["a server default", (op) => op.createTable("t", sa.Column("a", sa.Text(), { serverDefault: sa.text(":n") }))],
    ["a generated column", (op) => op.createTable("t", sa.Column("a", sa.Text(), sa.Computed("b || :n")))],
    ["a CHECK", (op) => op.createTable("t", sa.Column("a", sa.Integer()), sa.CheckConstraint("a > :n"))],
    ["an index", (op) => op.createIndex("ix", "t", [sa.text("a + :n")])],
    ["the condition of an index", (op) => op.createIndex("ix", "t", ["a"], { sqliteWhere: sa.text("a > :n") })],
  ];
  test.each(unbound)("when %s has one without a value then it is refused by name", async (_what, script) => {
    await expect(offline("sqlite", script)).rejects.toThrow(/A value is required for bind parameter 'n'/);
  });

  test("when it has a value then the value is written", async () => {
    const serverDefault = sa.text(":n").bindparams({ n: "it's :x" });
    const sql = await offline("sqlite", (op) => op.createTable("t", sa.Column("a", sa.Text(), { serverDefault })));
    expect(sql).toContain("DEFAULT 'it''s :x'");
  });
});
