import { afterEach, beforeEach, expect, test } from "vitest";
import type { DriverConnection, Row } from "../../src/database/connection.js";
import { sa } from "../../src/schema/sa.js";
import { online, type Run } from "./run-operations.js";

let run: Run & { connection: DriverConnection };
beforeEach(async () => {
  run = await online();
});
afterEach(() => run.connection.close());

const all = async (sql: string): Promise<readonly Row[]> => (await run.connection.execute(sql)).rows;
const execute = async (...statements: string[]): Promise<void> => {
  for (const sql of statements) await run.connection.execute(sql);
};
const sqlOf = async (name: string, schema = "main"): Promise<string> =>
  String((await all(`SELECT sql FROM ${schema}.sqlite_master WHERE name = '${name}'`))[0]?.["sql"]).replaceAll(
    /\s+/g,
    " ",
  );

test("when a schema is given then the table of the attached database is built anew", async () => {
  await execute(
    "ATTACH ':memory:' AS aux",
    "CREATE TABLE t (other INT)",
    "CREATE TABLE aux.t (id INTEGER PRIMARY KEY AUTOINCREMENT, a INT)",
    "CREATE INDEX aux.ix ON t (a DESC)",
    "CREATE TRIGGER aux.tr AFTER INSERT ON t BEGIN SELECT 1; END",
    "INSERT INTO aux.t VALUES (5, 1)",
    "INSERT INTO aux.t VALUES (9, 2)",
    "DELETE FROM aux.t WHERE id = 9",
  );
  await run.op.batchAlterTable("t", { schema: "aux" }, (batch) => {
    batch.alterColumn("a", { nullable: false });
  });
  expect(await sqlOf("t", "aux")).toBe('CREATE TABLE "t" ( id INTEGER PRIMARY KEY AUTOINCREMENT, a INT NOT NULL )');
  expect(await sqlOf("ix", "aux")).toContain("(a DESC)");
  expect(await sqlOf("tr", "aux")).toContain("AFTER INSERT ON t");
  expect(await all("SELECT seq FROM aux.sqlite_sequence")).toEqual([{ seq: 9 }]);
  expect(await sqlOf("t")).toBe("CREATE TABLE t (other INT)");
});

test("when a model is given then the table is what it says, and what it does not know of stays", async () => {
  await execute(
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(10), b INT)",
    "CREATE INDEX ix_known ON t (a)",
    "CREATE INDEX ix_unknown ON t (b DESC)",
    "CREATE TRIGGER tr AFTER INSERT ON t BEGIN SELECT new.a; END",
    "INSERT INTO t VALUES (1, '7', 2)",
  );
  const model = sa.Table(
    "t",
    sa.MetaData(),
    sa.Column("id", sa.Integer(), { primaryKey: true }),
    sa.Column("a", sa.String(10)),
    sa.Column("b", sa.Integer()),
    sa.CheckConstraint("b > 0", { name: "ck" }),
    sa.Index("ix_known", "a"),
  );
  await run.op.batchAlterTable("t", { copyFrom: model }, (batch) => {
    batch.alterColumn("a", { newColumnName: "c", type: sa.Integer() });
    batch.createIndex("ix_new", ["b"]);
  });
  expect(await sqlOf("t")).toBe(
    'CREATE TABLE "t" ( id INTEGER NOT NULL, c INTEGER, b INTEGER, PRIMARY KEY (id), CONSTRAINT ck CHECK (b > 0) )',
  );
  expect(
    (await all("SELECT name FROM sqlite_master WHERE sql IS NOT NULL ORDER BY 1")).map(({ name }) => name),
  ).toEqual(["ix_known", "ix_new", "ix_unknown", "t", "tr"]);
  expect(await sqlOf("tr")).toContain("new.c");
  expect(await all("SELECT *, typeof(c) AS t FROM t")).toEqual([{ id: 1, c: 7, b: 2, t: "integer" }]);
});

test("when a model lacks a column that an index is on then the index has to be dropped with it", async () => {
  await execute("CREATE TABLE t (a INT, b INT, c INT)", "CREATE UNIQUE INDEX ix_bc ON t (b, c)");
  const model = () => sa.Table("t", sa.MetaData(), sa.Column("a", sa.Integer()), sa.Column("b", sa.Integer()));
  const change = (index: string | null) =>
    run.op.batchAlterTable("t", { copyFrom: model() }, (batch) => {
      batch.alterColumn("a", { nullable: false });
      if (index !== null) batch.dropIndex(index);
    });
  await expect(change(null)).rejects.toThrow(
    "Index 'ix_bc' is on column 'c' of 't', which is dropped; drop the index first: batch.dropIndex('ix_bc')",
  );
  await expect(change("nope")).rejects.toThrow("No such index: 'nope'");
  await change("ix_bc");
  expect(await sqlOf("t")).toBe('CREATE TABLE "t" ( a INTEGER NOT NULL, b INTEGER )');
  expect(await sqlOf("ix_bc")).toBe("undefined");
});

test("when a model has a naming convention then the CHECK of a type keeps the name that it gave", async () => {
  await execute("CREATE TABLE t (a BOOLEAN, b INT)");
  const metadata = sa.MetaData({ namingConvention: { ck: "ck_%(table_name)s_%(constraint_name)s" } });
  const bool = sa.Boolean({ createConstraint: true, name: "bo" });
  const model = sa.Table("t", metadata, sa.Column("a", bool), sa.Column("b", sa.Integer()));
  await run.op.batchAlterTable("t", { copyFrom: model }, (batch) => {
    batch.alterColumn("b", { nullable: false });
  });
  expect(await sqlOf("t")).toBe(
    'CREATE TABLE "t" ( a BOOLEAN, b INTEGER NOT NULL, CONSTRAINT ck_t_bo CHECK (a IN (0, 1)) )',
  );
});

test("when columns are placed then the new table has them there", async () => {
  await execute("CREATE TABLE t (a INT, b INT, c INT)", "INSERT INTO t VALUES (1, 2, 3)");
  await run.op.batchAlterTable("t", { recreate: "always" }, (batch) => {
    batch.addColumn(sa.Column("x", sa.Integer()), { insertBefore: "b" });
    batch.addColumn(sa.Column("y", sa.Integer()), { insertAfter: "x" });
    batch.alterColumn("c", { nullable: true, insertBefore: "a" });
  });
  expect(await all("SELECT * FROM t")).toEqual([{ c: 3, a: 1, x: null, y: null, b: 2 }]);
  expect((await all("SELECT name FROM pragma_table_info('t')")).map(({ name }) => name)).toEqual([
    "c",
    "a",
    "x",
    "y",
    "b",
  ]);
  await run.op.batchAlterTable("t", { partialReordering: [["b", "a", "c"]], recreate: "always" }, () => undefined);
  const names = (await all("SELECT name FROM pragma_table_info('t')")).map(({ name }) => name);
  expect(names.filter((name) => ["a", "b", "c"].includes(String(name)))).toEqual(["b", "a", "c"]);
  await expect(
    run.op.batchAlterTable(
      "t",
      {
        partialReordering: [
          ["a", "b"],
          ["b", "a"],
        ],
        recreate: "always",
      },
      () => undefined,
    ),
  ).rejects.toThrow("The order of the columns 'b', 'a' contradicts itself");
});

test("when tableArgs and tableKwargs are given then the new table has them", async () => {
  await execute("CREATE TABLE t (id INTEGER NOT NULL, a INT, PRIMARY KEY (id))", "INSERT INTO t VALUES (4, 1)");
  await run.op.batchAlterTable(
    "t",
    {
      recreate: "always",
      tableArgs: [sa.Column("extra", sa.Text()), sa.CheckConstraint("a > 0"), sa.UniqueConstraint("a", { name: "uq" })],
      tableKwargs: { sqliteAutoincrement: true, sqliteStrict: true },
    },
    (batch) => {
      batch.alterColumn("a", { type: sa.Integer() });
    },
  );
  expect(await sqlOf("t")).toBe(
    'CREATE TABLE "t" ( id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, a INTEGER, extra TEXT, CHECK (a > 0), CONSTRAINT uq UNIQUE (a) ) STRICT',
  );
  await run.op.batchAlterTable(
    "t",
    { recreate: "always", tableKwargs: { sqliteAutoincrement: false, sqliteStrict: false } },
    () => undefined,
  );
  expect(await sqlOf("t")).toContain("id INTEGER NOT NULL PRIMARY KEY, a INTEGER");
  await run.op.batchAlterTable("t", { recreate: "always", tableKwargs: { sqliteWithRowid: false } }, () => undefined);
  expect(await sqlOf("t")).toMatch(/\) WITHOUT ROWID$/);
  expect(await all("SELECT id, a FROM t")).toEqual([{ id: 4, a: 1 }]);
});

test("when reflectArgs and listeners are given then the table is read as they say", async () => {
  await execute(
    "CREATE TABLE t (id INTEGER PRIMARY KEY, flag SMALLINT, a VARCHAR DEFAULT 'x')",
    "INSERT INTO t VALUES (1, 1, 'y')",
  );
  const seen: string[] = [];
  await run.op.batchAlterTable(
    "t",
    {
      recreate: "always",
      reflectArgs: [sa.Column("flag", sa.Boolean(), { nullable: false })],
      reflectKwargs: {
        listeners: [
          [
            "column_reflect",
            (column) => {
              seen.push(`${column.name} ${column.nullable} ${column.default}`);
              if (column.name === "a") {
                column.type = sa.Text();
                column.default = "'z'";
              }
            },
          ],
        ],
      },
    },
    () => undefined,
  );
  expect(seen).toEqual(["id true null", "flag false null", "a true 'x'"]);
  expect(await sqlOf("t")).toBe(
    "CREATE TABLE \"t\" ( id INTEGER PRIMARY KEY, flag BOOLEAN NOT NULL, a TEXT DEFAULT ('z') )",
  );
  await run.op.batchAlterTable(
    "t",
    { recreate: "always", reflectKwargs: { includeColumns: ["id", "a"] } },
    () => undefined,
  );
  expect(await all("SELECT * FROM t")).toEqual([{ id: 1, a: "y" }]);
});

test("when comments are set then SQLite, which has none, builds nothing for them", async () => {
  await execute("CREATE TABLE t (a INT)", "INSERT INTO t VALUES (1)");
  await run.op.batchAlterTable("t", (batch) => {
    batch.createTableComment("c");
    batch.alterColumn("a", { comment: "d" });
  });
  expect(await all("SELECT * FROM t")).toEqual([{ a: 1 }]);
});

test("when a boolean with a check is added or taken away then the check comes and goes", async () => {
  await execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a INT)", "INSERT INTO t VALUES (1, 1)");
  const flag = sa.Boolean({ createConstraint: true, name: "ck_a" });
  await run.op.batchAlterTable("t", (batch) => {
    batch.alterColumn("a", { type: flag, existingType: sa.Integer() });
    batch.addColumn(sa.Column("e", sa.Enum("x", "y", { name: "ck_e", createConstraint: true, nativeEnum: false })));
  });
  expect(await sqlOf("t")).toBe(
    "CREATE TABLE \"t\" ( id INTEGER PRIMARY KEY, a BOOLEAN, e VARCHAR(1), CONSTRAINT ck_a CHECK (a IN (0, 1)), CONSTRAINT ck_e CHECK (e IN ('x', 'y')) )",
  );
  await run.op.batchAlterTable("t", (batch) => {
    batch.alterColumn("a", { type: sa.Integer(), existingType: flag });
  });
  expect(await sqlOf("t")).not.toContain("ck_a");
});

test("when there is no such table then it is said", async () => {
  await expect(run.op.batchAlterTable("none", (batch) => void batch.dropColumn("a"))).rejects.toThrow(
    "There is no table 'none'",
  );
});

test("when it is a virtual table then it is refused", async () => {
  await execute("CREATE VIRTUAL TABLE vt USING fts3(a)");
  await expect(run.op.batchAlterTable("vt", { recreate: "always" }, () => undefined)).rejects.toThrow(
    "it is a virtual table",
  );
});
